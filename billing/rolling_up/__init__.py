"""A town's usage on its way to the consortium: counts, without people and sections."""
