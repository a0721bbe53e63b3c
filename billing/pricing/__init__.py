"""What use costs by the consortium's list."""
