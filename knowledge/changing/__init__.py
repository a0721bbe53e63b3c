"""Changes to many documents in one action: looked at first, written once, undone as a whole."""
