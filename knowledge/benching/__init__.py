"""Measures: what search and ingestion do on this machine."""
