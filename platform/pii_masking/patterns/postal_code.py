"""郵便番号 beside an address that was found; alone it names a district, not a person."""

import re
from collections.abc import Iterator, Sequence

from pii_masking.findings import Finding, Kind
from pii_masking.reading import Reading

_SHAPE = re.compile(r"(?<![0-9A-Za-z-])(?:〒 ?)?[0-9]{3}-?[0-9]{4}(?![0-9A-Za-z-])")
_GAP = re.compile(r"[\s、,)]*(?:現?住所)?[\s:は]*")
_REACH = 20


def find(reading: Reading, addresses: Sequence[Finding]) -> Iterator[Finding]:
    """Each postal code that is followed by one of `addresses` with nothing but space or a label between."""
    for address in addresses:
        floor = max(0, address.start - _REACH)
        for match in _SHAPE.finditer(reading.text, floor, address.start):
            if _GAP.fullmatch(reading.text, match.end(), address.start):
                yield Finding(match.start(), match.end(), Kind.POSTAL_CODE)
