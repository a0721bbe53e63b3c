"""Plans: what a town pays for a month or a year."""
