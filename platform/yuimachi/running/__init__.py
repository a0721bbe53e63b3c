"""`make demo`: starts everything on one machine, watches it, ends it."""
