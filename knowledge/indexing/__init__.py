"""Passages into the index: words, weights and vectors, kept true under several workers."""
