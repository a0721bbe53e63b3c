"""住民票コード: eleven digits; a word must say so."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.labels import labelled
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]-)[0-9](?:[ -]?[0-9]){10}(?![0-9A-Za-z])(?!-[0-9])")


def find(reading: Reading) -> Iterator[Finding]:
    """Each 11-digit number that a word calls a resident record code."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        if labelled(reading=reading, start=start, end=end, kind=Kind.RESIDENT_RECORD) and not reading.counted(end):
            yield Finding(start, end, Kind.RESIDENT_RECORD)
