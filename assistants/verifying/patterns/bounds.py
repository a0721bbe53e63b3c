"""Words that limit a number: at least, less than, until, before."""

import re
from typing import Final

_AFTER: Final = (
    ("ge", r"以上"),
    ("gt", r"(?:を|より)?(?:超え|超過|超(?!音)|上回|多く|多い)"),
    ("lt", r"未満|に満たない|を下回|より(?:も)?小さ"),
    ("le", r"以下|以内|まで|迄"),
    ("from", r"から|以降|以後(?=[はに、]|$)|より(?!前|後|多|小|大|少|も|遅|早)"),
    ("before", r"以前|(?:より|の)?前(?!後|払|橋|田|期)|よりも前"),
    ("after", r"(?:より|の)?後(?!期|半|ろ|方|見)|経過|たった"),
)
_AFTER_A_NUMBER: Final = tuple((name, re.compile(pattern)) for name, pattern in _AFTER)
_BETWEEN: Final = re.compile(
    r"(?:\([^()]{0,6}\))?\s*(?:の間)?(~|-|から|より)\s*(?:翌日?|翌年|翌月|同日?)?(?:の)?\s*(?=[\d午正第月火水木金土日])"
)
_BETWEEN_BEFORE: Final = re.compile(r"(?:~|-|から)\s*(?:翌日?|翌年|翌月|同|の)*$")
_SKIPPED: Final = re.compile(r"(?:\([^()]{1,12}\)|ごろ|頃|程度|ほど|くらい|間|分|建て|目|\))?の?")
_LOOK: Final = 8


def bounds_at(*, text: str, begin: int, end: int) -> frozenset[str]:
    """How the number text[begin:end] is limited by what follows it and by 「〜」 before it."""
    found = set()
    if _BETWEEN.match(text, end):
        found.add("from")
    if _BETWEEN_BEFORE.search(text[max(0, begin - _LOOK) : begin]):
        found.add("le")
    place = end
    skipped = _SKIPPED.match(text, place)
    for start in {place, skipped.end() if skipped else place}:
        found |= _following(text, start)
    return frozenset(found)


def _following(text: str, place: int) -> set[str]:
    found: set[str] = set()
    for _round in range(2):  # 「3日前までに」
        for name, pattern in _AFTER_A_NUMBER:
            if matched := pattern.match(text, place):
                found.add(name)
                place = matched.end()
                break
        else:
            return found
    return found
