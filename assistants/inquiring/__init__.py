"""Staff ask the town's knowledge: threads, their settings, their own files, what leaves them."""
