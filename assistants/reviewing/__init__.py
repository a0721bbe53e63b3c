"""What staff see of the residents' chat: conversations, reported errors, statistics, exports."""
