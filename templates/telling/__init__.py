"""Mails about the library: what was decided of what a town handed in, what happened to what it took over."""
