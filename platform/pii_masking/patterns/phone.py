"""Phone numbers of people: mobile, fixed, +81, local beside a label. Service and office numbers are not personal."""

import re
from collections.abc import Iterator

import phonenumbers

from pii_masking.findings import Finding, Kind
from pii_masking.labels import Other, label, labelled
from pii_masking.owners import of_an_office
from pii_masking.reading import Reading, digits_of

_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9]-)(?:\+81[ -]?(?:\(0\))?|0)[5-9]0"
    r"(?:[ -]{1,2}[0-9]{4}[ -]{1,2}[0-9]{4}|[0-9]{8})(?![0-9A-Za-z])"
)
_FIXED = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9]-)(?:\(0[1-9][0-9]{0,3}\) ?[0-9]{1,4} ?- ?[0-9]{4}"
    r"|(?:\+81[ -]?(?:\(0\))?|0)[1-9][0-9]{0,3}(?: ?- ?| ?\(|  ?)[0-9]{1,4}(?: ?- ?|\) ?|  ?)[0-9]{4})"
    r"(?![0-9A-Za-z])(?!-[0-9])"
)
_UNDIVIDED = re.compile(r"(?<![0-9A-Za-z-])0[1-9][0-9]{8}(?![0-9A-Za-z-])")
_LOCAL = re.compile(r"(?<![0-9A-Za-z-])[2-9][0-9]{1,3}-[0-9]{4}(?![0-9A-Za-z])(?!-[0-9])")
_LOCAL_LABEL = re.compile(r"(?:電話|電話番号|自宅|家電|連絡先|tel|℡)[はが:\s(.]{0,3}$", re.IGNORECASE)
_SERVICE = re.compile(r"0120|0800|0570|0180|0990|0204")
_DIGITS = frozenset({10, 11})


def find(reading: Reading) -> Iterator[Finding]:
    """Each phone number that is not a service number and does not stand beside an office's name."""
    for match in reading.numbers(_MOBILE):
        if _wanted(reading, match, undivided=match[0][-8:].isdigit()):
            yield Finding(match.start(), match.end(), Kind.PHONE)
    for match in reading.numbers(_FIXED):
        if _wanted(reading, match, undivided=True) and not of_an_office(reading=reading, start=match.start()):
            yield Finding(match.start(), match.end(), Kind.PHONE)
    yield from _beside_a_label(reading)


def _wanted(reading: Reading, match: re.Match[str], *, undivided: bool) -> bool:
    digits = re.sub(r"^\+81[ -]?(?:\(0\))?", "0", match[0])
    if _SERVICE.match(digits) or len(digits_of(digits)) not in _DIGITS:
        return False
    return not undivided or label(reading=reading, start=match.start(), end=match.end()) is not Other.NOT_PERSONAL


def _beside_a_label(reading: Reading) -> Iterator[Finding]:
    for match in reading.numbers(_UNDIVIDED):
        start, end = match.span()
        if not labelled(reading=reading, start=start, end=end, kind=Kind.PHONE) or _SERVICE.match(match[0]):
            continue
        possible = phonenumbers.is_possible_number(phonenumbers.parse(match[0], "JP"))
        if possible and not of_an_office(reading=reading, start=start):
            yield Finding(start, end, Kind.PHONE)
    for match in reading.numbers(_LOCAL):
        beside = _LOCAL_LABEL.search(reading.text, max(0, match.start() - 8), match.start())
        if beside and not of_an_office(reading=reading, start=match.start()):
            yield Finding(match.start(), match.end(), Kind.PHONE)
