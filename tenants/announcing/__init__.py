"""Announcements above the residents' pages."""
