"""When the town hall and its desks are open: read from what the town wrote, counted in open minutes."""
