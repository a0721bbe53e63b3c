"""Texts that a clerk signs: written, checked, confirmed by name, approved, taken along."""
