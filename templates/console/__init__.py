"""Doors of the operator to the shared library."""
