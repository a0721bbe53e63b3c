"""Speaking with residents in their languages: which one it is, its words in Japanese, our fixed sentences in it."""
