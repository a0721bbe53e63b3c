"""Towns, people, roles and the border between towns."""
