"""やさしい日本語: whether a text is easy to read, by written rules."""
