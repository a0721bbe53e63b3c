"""Making local things shareable: find what only one town means, put typed blanks in its place."""
