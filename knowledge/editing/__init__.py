"""Changes that people make to documents and FAQ entries, each recorded."""
