"""What the operator of a consortium wants to know about the library, from public rows alone."""
