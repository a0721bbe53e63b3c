"""Opening a town: from a municipality code to a schema of its own with an invited admin, in under a second."""
