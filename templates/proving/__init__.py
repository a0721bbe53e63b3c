"""What a shared thing is worth: cases that prove it, figures of the towns that use it, what they say to each other."""
