"""From a question to passages: normalise, tokenise, search, fuse."""
