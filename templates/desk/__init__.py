"""Doors of a town's staff to the shared library."""
