"""個人番号: 12 digits with a check digit (python-stdnum); certain by a word nearby or when nothing else is said."""

import re
from collections.abc import Iterator

from stdnum.jp import in_

from pii_masking.findings import Finding, Kind
from pii_masking.labels import Other, label
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9+])(?<![0-9][-.])[0-9](?:[ -]?[0-9]){11}(?![0-9])(?!-[0-9])")
_SOMETHING_ELSE = (Kind.DRIVING_LICENCE, Other.NOT_PERSONAL)


def find(reading: Reading) -> Iterator[Finding]:
    """Each 12-digit number that a word calls one, or that passes the check digit with no word against it."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        passes = bool(in_.is_valid(match[0]))
        says = label(reading=reading, start=start, end=end)
        if says == Kind.MY_NUMBER:
            yield Finding(start, end, Kind.MY_NUMBER, certain=passes)
        elif passes and says not in _SOMETHING_ELSE and not reading.counted(end):
            yield Finding(start, end, Kind.MY_NUMBER, certain=_stands_alone(reading, start, end))


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    return not any(character.isalnum() for character in reading.text[:start] + reading.text[end:])
