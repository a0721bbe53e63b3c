"""The first day: a board of what is missing until the town opens its chat."""
