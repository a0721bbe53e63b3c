"""The shared template library."""
