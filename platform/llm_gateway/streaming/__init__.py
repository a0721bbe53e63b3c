"""Chat: a request goes out, words come back, and each call is counted once."""
