"""運転免許証番号: 12 digits; a word must say so."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.labels import labelled
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]-)[0-9](?:[ -]?[0-9]){11}(?![0-9A-Za-z])(?!-[0-9])")


def find(reading: Reading) -> Iterator[Finding]:
    """Each 12-digit number that a word calls a driving licence."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        if labelled(reading=reading, start=start, end=end, kind=Kind.DRIVING_LICENCE) and not reading.counted(end):
            yield Finding(start, end, Kind.DRIVING_LICENCE)
