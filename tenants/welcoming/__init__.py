"""What makes the home page a place to come back to: the tour of the first days, a tip a day, what is remembered."""
