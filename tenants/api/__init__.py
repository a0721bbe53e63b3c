"""What every door for programs has in common: whose key it is, its scope and limit, how a body is read."""
