"""Take shared things over: find, try, fill, install, undo, and merge what comes later with what the town changed."""
