"""Migrations of the assistants."""
