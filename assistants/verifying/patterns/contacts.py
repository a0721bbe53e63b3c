"""Links, mail addresses and phone numbers."""

import re
from typing import Final

from assistants.verifying.facts import Claimed, Fact, FactKind

_LINK: Final = re.compile(r"https?://[a-z0-9.\-_~:/?#\[\]@!$&'()*+,;=%]+|(?<![a-z0-9@])www\.[a-z0-9.\-/]+")
_MAIL: Final = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_SITE: Final = re.compile(r"(?<![a-z0-9@.])(?:[a-z0-9-]+\.)+(?:jp|com|net|org|example|info|lg\.jp)(?:/[a-z0-9\-_/.]*)?")
_PHONE: Final = re.compile(r"(?<![\d-])(?:0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}|0\d{9,10}|0120-\d-\d{5}|#\d{4})(?![\d-]?\d)")
_POSTAL: Final = re.compile(r"〒?\s*(?<!\d)\d{3}-\d{4}(?!\d|-\d)")
_SHORT: Final = re.compile(r"(?<!\d)(110|118|119|171|188|189)(?=番(?!地|窓口)|(?:に|へ)?(?:電話|通報))")


def find(claimed: Claimed) -> None:
    """Phones by their digits, links without a closing slash or bracket."""
    text = claimed.text
    for found in _LINK.finditer(text):
        _add(claimed, FactKind.LINK, found[0].rstrip(".,)/"), found)
    for pattern in (_MAIL, _SITE):
        for found in pattern.finditer(text):
            _add(claimed, FactKind.LINK, found[0].rstrip("/."), found)
    for pattern in (_PHONE, _POSTAL, _SHORT):
        for found in pattern.finditer(text):
            _add(claimed, FactKind.PHONE, re.sub(r"[^\d#]", "", found[0]), found)


def _add(claimed: Claimed, kind: FactKind, value: str, found: re.Match[str]) -> None:
    claimed.add(Fact(kind, kind.value, value, found.start(), found.end()))
