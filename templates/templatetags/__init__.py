"""Tags of the shared library's pages."""
