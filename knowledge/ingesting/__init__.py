"""From a file to passages: guard, parse, split."""
