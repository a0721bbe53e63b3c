"""Doors of a town's staff: use, allowances, the share of the cost."""
