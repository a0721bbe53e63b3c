"""How facts are written, one kind a file; all read text in the spelling of `verifying.spelling`."""
