"""旅券番号: two letters and seven digits; a word must say so."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.labels import labelled
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2} ?[0-9]{7}(?![0-9A-Za-z])")


def find(reading: Reading) -> Iterator[Finding]:
    """Each number of this shape that a word calls a passport."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        if labelled(reading=reading, start=start, end=end, kind=Kind.PASSPORT) and not reading.counted(end):
            yield Finding(start, end, Kind.PASSPORT)
