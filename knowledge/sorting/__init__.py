"""Sorting garbage: dictionaries and calendars in, "how, and on which day" out; rows, never prose."""
