"""Usage in, papers out."""
