"""Commands of the shared library."""
