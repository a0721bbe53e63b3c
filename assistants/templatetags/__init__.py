"""Template tags of the assistants."""
