"""The border between towns: which town the running code serves, and every wall that depends on it."""
