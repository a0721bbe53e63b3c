"""Doors of the consortium's operator: use of all towns, prices, allocation."""
