"""Reminders before a document ends: 30 days, 7 days and on the last day, once each, by mail."""
