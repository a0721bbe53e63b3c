"""Injection: recognises messages that try to steer the assistant instead of asking something."""
