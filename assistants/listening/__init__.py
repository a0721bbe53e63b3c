"""Listening: お悩み相談, entered by choice; it listens, asks back, knows no procedures, keeps no word for staff."""
