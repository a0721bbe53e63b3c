"""Settings, one file a place."""
