"""Staff rotation: what a person or a section looks after goes to another in one action, and can be undone."""
