"""Usage events and allowances."""
