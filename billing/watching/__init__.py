"""A town's own view of its use: by what, against its allowances, and what it comes to by 31 March."""
