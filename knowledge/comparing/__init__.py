"""Two versions of a text beside each other: which passages came, went and changed, and which words of them."""
