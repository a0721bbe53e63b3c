"""口座番号: seven digits, or ゆうちょ 記号 1XXX0 and 番号; a word must say so."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.labels import labelled
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]-)(?:1[0-9]{3}0[ -]{1,3}[0-9]{1,7}1|[0-9]{7})(?![0-9A-Za-z])(?!-[0-9])")


def find(reading: Reading) -> Iterator[Finding]:
    """Each number of this shape that a word calls an account."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        if labelled(reading=reading, start=start, end=end, kind=Kind.BANK_ACCOUNT) and not reading.counted(end):
            yield Finding(start, end, Kind.BANK_ACCOUNT)
