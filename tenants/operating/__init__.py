"""What the consortium's operator does: sees, opens and suspends towns, watches health; never reads their content."""
