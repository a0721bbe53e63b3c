"""One file a kind: what it looks like, and what must stand near it."""
