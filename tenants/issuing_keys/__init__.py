"""Keys for programs of the town: made once, shown once, looked at with each call, revoked."""
