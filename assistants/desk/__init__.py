"""The staff's door to the assistants."""
