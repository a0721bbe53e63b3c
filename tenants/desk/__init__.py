"""Doors of a town's own settings: home, people, approvals, sections, profile, policy, models, audit log."""
