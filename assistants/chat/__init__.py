"""The residents' door: a page that streams, and works the same without JavaScript."""
