"""The switchboard; imported by nobody."""
