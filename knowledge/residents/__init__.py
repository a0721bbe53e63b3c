"""Doors of knowledge for everybody: pages that need no chat."""
