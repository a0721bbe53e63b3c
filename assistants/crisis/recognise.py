"""Recognises distress in a message."""

import re

_FIRST = {"suicide": re.compile("死にたい|消えたい|自殺したい")}


def recognised(*, text: str) -> tuple[str, ...]:
    """Kinds of `assistants.models.Hotline` that fit the message, most urgent first; empty when nobody is in danger."""
    return tuple(kind for kind, pattern in _FIRST.items() if pattern.search(text))
