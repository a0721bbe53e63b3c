"""Measures the shared library."""
