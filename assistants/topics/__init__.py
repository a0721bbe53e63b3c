"""Topics: what a question is about, and whether the town lets it be answered freely."""
