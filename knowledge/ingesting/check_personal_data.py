"""Looks for personal data in what was read: a My Number destroys the file, anything else waits for a person."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from knowledge.ingesting.parsed import Finding, FindingKind, ParsedDocument, Severity
from knowledge.ingesting.parts import Part, parts_of
from pii_masking.public import Finding as Found
from pii_masking.public import Kind, find_personal_data
from tenants.public import town_profile, town_sections

_EXCERPT_CHARACTERS = 120
_AROUND = 30  # characters before and after what was found
_MOST_FINDINGS = 50
_BESIDE = 40  # characters between a name and a contact that belong together
_CONTACTS = frozenset({Kind.PHONE, Kind.MAIL, Kind.ADDRESS, Kind.POSTAL_CODE})
_MOBILE = re.compile(r"(?:\+81[- ]?|0)[789]0")
_FACILITY = re.compile(r"[校園館所院店社局場署課室]|センター|タワー|ホール|クラブ|協議会|集会|支所|庁舎|広場|公園|事務")


def check_personal_data(*, document: ParsedDocument, for_residents: bool) -> tuple[Finding, ...]:
    """Findings with place and excerpt, at most 50.

    A certain My Number has severity REFUSE and no excerpt (番号法: it is not kept, not even here); an uncertain one (a
    check digit alone, which one in ten numbers of 12 digits has) holds the file. Other kinds hold only what residents
    would read: what speaks of a person by itself (an account, a birth date, a mobile phone), or a name beside a
    contact. A contact alone is what public pages are made of: schools, halls, shops. Were each of them held, nobody
    would read the list any more. The town's own phones, address and mayor are no personal data.
    """
    allowed = tuple(_own_values())
    found = (finding for part in _parts(document) for finding in _in_part(part, allowed, for_residents))
    kept: list[Finding] = []
    for finding in found:
        if finding.severity is Severity.REFUSE:
            return (finding,)
        if len(kept) < _MOST_FINDINGS:
            kept.append(finding)
    return tuple(kept)


def _in_part(part: Part, allowed: Iterable[str], for_residents: bool) -> Iterator[Finding]:
    text = part.text
    for found in _of_persons(text, find_personal_data(text=text, allowed=allowed)):
        if found.kind is Kind.MY_NUMBER:
            severity = Severity.REFUSE if found.certain else Severity.HOLD
            yield Finding(FindingKind.MY_NUMBER, part.place, "", severity, part=part.name, spots=part.spots)
        elif for_residents:
            around = text[max(0, found.start - _AROUND) : found.end + _AROUND].replace("\n", " ")
            excerpt = f"［{found.kind.value}］{around}"[:_EXCERPT_CHARACTERS]
            wide = part.around(start=found.start, end=found.end)
            yield Finding(FindingKind.PERSONAL_DATA, part.place, excerpt, part=part.name, around=wide, spots=part.spots)


def _of_persons(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """What tells of a person: everything but contacts and names that stand alone."""
    names = [item for item in found if item.kind is Kind.NAME and not _FACILITY.search(text[item.start : item.end + 8])]
    contacts = [item for item in found if item.kind in _CONTACTS and not _is_mobile(text, item)]
    for item in found:
        if item in names:
            if _near(item, contacts):
                yield item
        elif item in contacts:
            if _near(item, names):
                yield item
        elif item.kind is not Kind.NAME:
            yield item


def _near(item: Found, others: Iterable[Found]) -> bool:
    return any(max(other.start - item.end, item.start - other.end) < _BESIDE for other in others)


def _is_mobile(text: str, item: Found) -> bool:
    return item.kind is Kind.PHONE and bool(_MOBILE.match(unicodedata.normalize("NFKC", text[item.start : item.end])))


def _parts(document: ParsedDocument) -> Iterator[Part]:
    yield from parts_of(document=document)
    for finding in document.findings:  # what the guard found hidden would else be kept with its excerpt
        yield Part("", finding.place, finding.excerpt, finding.spots)


def _own_values() -> Iterator[str]:
    profile = town_profile()
    yield from filter(None, (profile.mayor, profile.address, profile.phone))
    for section in town_sections():
        yield from filter(None, (section.phone, section.name))


def without_kind(*, excerpt: str) -> str:
    """The words of an excerpt, without the kind that stands in brackets before those of personal data."""
    return excerpt.split("］", 1)[-1] if excerpt.startswith("［") else excerpt
