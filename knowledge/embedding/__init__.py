"""Offline embedding by word vectors."""
