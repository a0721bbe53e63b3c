"""The town's web site as a source: read politely, changed pages handed in, vanished ones taken out of service."""
