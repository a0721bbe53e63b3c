"""Reads a file for one conversation only: checked and parsed as everything else, but not taken into the knowledge."""

from dataclasses import dataclass, replace

from knowledge.ingesting.check_personal_data import check_personal_data
from knowledge.ingesting.guard import check_document
from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import FindingKind, Severity
from knowledge.ingesting.parts import without_parts
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.ingesting.split import split

_MOST_PIECES = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the file of citable size; `heading` are the headings above it, a line each."""

    heading: str
    place: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ReadAside:
    """What may be used of a file. `left_out` counts hidden and instruction-like parts that were dropped."""

    pieces: tuple[Piece, ...]
    left_out: int


def read_aside(*, content: bytes, name: str) -> ReadAside:
    """The file's text in pieces. Personal data is still in it: whoever keeps or sends it replaces it first.

    Raises Refused for what is refused at the door of the knowledge too, a My Number among it, and TOO_MUCH_TEXT for
    more than 2,000 pieces.
    """
    document = parse(content=content, name=name)
    document = replace(document, findings=check_document(document=document))
    for finding in (*document.findings, *check_personal_data(document=document, for_residents=False)):
        if finding.severity is Severity.REFUSE or finding.kind is FindingKind.MY_NUMBER:
            raise Refused(
                FailureCode.MY_NUMBER if finding.kind is FindingKind.MY_NUMBER else FailureCode.WRONG_TYPE,
                finding.place,
            )
    # What stands in no part was never read: hidden text that a parser left out. It counts all the same.
    kept = without_parts(document=document, names={finding.part for finding in document.findings} - {""})
    drafts = split(document=kept)
    if not drafts:
        raise Refused(FailureCode.NO_TEXT)
    if len(drafts) > _MOST_PIECES:
        raise Refused(FailureCode.TOO_MUCH_TEXT, str(len(drafts)))
    pieces = tuple(Piece("\n".join(draft.heading_path), draft.place, draft.page, draft.text) for draft in drafts)
    return ReadAside(pieces, len(document.findings))
