"""The only maker of MaskedText: finds, masks and restores personal data."""
