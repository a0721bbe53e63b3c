"""Work in the background that is neither lost nor done twice: claimed rows, slices, the sweep."""
