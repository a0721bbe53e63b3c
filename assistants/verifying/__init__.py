"""Verifying: whether the passages a sentence cites say what the sentence says. Pure functions, no database."""
