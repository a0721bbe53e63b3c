"""Citations: signed links to a passage, and the page they open."""
