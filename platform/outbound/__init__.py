"""Connections out of the house that look whom they reached."""
