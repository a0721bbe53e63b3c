"""The residents' door on the town's own site: one script line, no cookie, read by named sites only."""
