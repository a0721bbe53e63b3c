"""雇用保険被保険者番号: four, six and one digits; a word must say so."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.labels import labelled
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]-)[0-9]{4}[ -]?[0-9]{6}[ -]?[0-9](?![0-9A-Za-z])(?!-[0-9])")


def find(reading: Reading) -> Iterator[Finding]:
    """Each number of 4-6-1 digits that a word calls one of employment insurance."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        if labelled(reading=reading, start=start, end=end, kind=Kind.EMPLOYMENT_INSURANCE) and not reading.counted(end):
            yield Finding(start, end, Kind.EMPLOYMENT_INSURANCE)
