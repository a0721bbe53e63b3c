"""One file a command; each makes one call into an app."""
