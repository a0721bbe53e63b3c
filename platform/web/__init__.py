"""The page frame every other app's pages stand in."""
