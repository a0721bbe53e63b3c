"""The stages of answering, one a file; a stage that ends the turn raises Stopped."""
