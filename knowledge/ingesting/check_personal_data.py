"""Looks for personal data in what was read: a My Number destroys the file, anything else waits for a person."""

from collections.abc import Iterable, Iterator

from knowledge.ingesting.parsed import Finding, FindingKind, ParsedDocument, Severity
from pii_masking.public import Kind, find_personal_data
from tenants.public import town_profile, town_sections

_EXCERPT_CHARACTERS = 120
_AROUND = 30  # characters before and after what was found
_MOST_FINDINGS = 50


def check_personal_data(*, document: ParsedDocument, for_residents: bool) -> tuple[Finding, ...]:
    """Findings with place and excerpt, at most 50.

    A certain My Number has severity REFUSE and no excerpt (番号法: it is not kept, not even here); an uncertain one (a
    check digit alone, which one in ten numbers of 12 digits has) holds the file. Other kinds hold only what residents
    would read. The town's own phones, address and mayor are no personal data.
    """
    allowed = tuple(_own_values())
    found = (finding for place, text in _texts(document) for finding in _in_text(place, text, allowed, for_residents))
    kept: list[Finding] = []
    for finding in found:
        if finding.severity is Severity.REFUSE:
            return (finding,)
        if len(kept) < _MOST_FINDINGS:
            kept.append(finding)
    return tuple(kept)


def _in_text(place: str, text: str, allowed: Iterable[str], for_residents: bool) -> Iterator[Finding]:
    for found in find_personal_data(text=text, allowed=allowed):
        if found.kind is Kind.MY_NUMBER:
            severity = Severity.REFUSE if found.certain else Severity.HOLD
            yield Finding(FindingKind.MY_NUMBER, place, "", severity)
        elif for_residents:
            around = text[max(0, found.start - _AROUND) : found.end + _AROUND].replace("\n", " ")
            yield Finding(FindingKind.PERSONAL_DATA, place, f"［{found.kind.value}］{around}"[:_EXCERPT_CHARACTERS])


def _texts(document: ParsedDocument) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        page = f"{block.page}ページ" if block.page else ""
        yield block.place or page or " > ".join(block.heading_path[-1:]), block.text
    for row in document.faq_rows:
        yield f"{row.row_number}行目", f"{row.question}\n{row.answer}"


def _own_values() -> Iterator[str]:
    profile = town_profile()
    yield from filter(None, (profile.mayor, profile.address, profile.phone))
    for section in town_sections():
        yield from filter(None, (section.phone, section.name))
