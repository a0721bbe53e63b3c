"""Changing what the town says of itself and how it is run: sections, profile, policy."""
