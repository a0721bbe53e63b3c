"""Guided flows: content, check, walk, offer, publish."""
