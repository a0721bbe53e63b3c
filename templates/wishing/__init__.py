"""The board of wishes: what many towns cannot answer, told by counts over public words, and what towns write there."""
