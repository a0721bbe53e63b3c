"""The programs' door of the shared library: find, try, take over, update, share, prove."""
