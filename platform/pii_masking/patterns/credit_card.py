"""クレジットカード番号: prefix and length of a brand, and the Luhn digit (python-stdnum)."""

import re
from collections.abc import Iterator

from stdnum import luhn

from pii_masking.findings import Finding, Kind
from pii_masking.labels import Other, label
from pii_masking.reading import Reading, digits_of

_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]-)[2-6][0-9]{3}(?:[ -]?[0-9]){10,12}(?![0-9A-Za-z])(?!-[0-9])")
_BRANDS = re.compile(
    r"4[0-9]{15}|5[1-5][0-9]{14}|2[2-7][0-9]{14}|35[0-9]{14}|6[05][0-9]{14}|3[47][0-9]{13}|3[068][0-9]{12}"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Each number of a brand's shape that passes Luhn, unless a word says that it is no personal number."""
    for match in reading.numbers(_SHAPE):
        start, end = match.span()
        digits = digits_of(match[0])
        if not _BRANDS.fullmatch(digits) or not luhn.is_valid(digits) or reading.counted(end):
            continue
        if label(reading=reading, start=start, end=end) is not Other.NOT_PERSONAL:
            yield Finding(start, end, Kind.CREDIT_CARD)
