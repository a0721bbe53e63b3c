"""What people type, made harmless for storing and showing: nothing that no keyboard makes and no column takes."""

import re
from typing import Final

# Controls but tab and line ends; marks that turn the direction of what follows; marks without a width.
_UNTYPED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def cleaned(*, text: str) -> str:
    """The text without control characters, direction marks and halves of characters; nothing visible is lost."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return _UNTYPED.sub("", whole)
