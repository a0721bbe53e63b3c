"""Door: the staff pages of knowledge, and the page that a citation opens."""
