"""Measures what belongs to no single app."""
