"""Mail addresses, except those of reserved example domains and of offices."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.reading import Reading

_SHAPE = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_EXAMPLES = re.compile(
    r"@(?:[a-z0-9-]+\.)*(?:example\.(?:com|net|org|jp|co\.jp)|[a-z0-9-]+\.example)$", re.IGNORECASE
)  # RFC 2606
_OFFICES = re.compile(r"[.@](?:lg|go)\.jp$|@(?:town|city|vill|village|pref)\.[a-z0-9.-]+\.jp$", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Finding]:
    """Each mail address of a person or a private body."""
    if "@" not in reading.text:
        return
    for match in _SHAPE.finditer(reading.text):
        if not _EXAMPLES.search(match[0]) and not _OFFICES.search(match[0]):
            yield Finding(match.start(), match.end(), Kind.MAIL)
