"""What the operator tells the admins of towns: written, published, shown on the towns' home, mailed, read."""
