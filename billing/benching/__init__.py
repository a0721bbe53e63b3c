"""What billing measures of itself."""
