"""What a parser hands on: plain frozen data that can cross a process border as JSON."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class DocumentKind(StrEnum):
    """What a file turned out to be; it decides how it is split."""

    PROSE = "prose"
    ORDINANCE = "ordinance"
    FAQ = "faq"
    TABLE = "table"
    SLIDES = "slides"


class BlockKind(StrEnum):
    """What a block is; a heading is never part of a passage's text, it is its path."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    ARTICLE = "article"
    CAPTION = "caption"


class FindingKind(StrEnum):
    """What the guard can find in a file."""

    HIDDEN_TEXT = "hidden_text"
    INSTRUCTION_LIKE = "instruction_like"
    INVISIBLE_CHARACTERS = "invisible_characters"
    HIDDEN_SHEET = "hidden_sheet"
    MACROS = "macros"
    WRONG_TYPE = "wrong_type"
    PERSONAL_DATA = "personal_data"
    MY_NUMBER = "my_number"


class WarningCode(StrEnum):
    """What was left out or guessed while a file was read; the document is taken in all the same."""

    CHARSET_GUESSED = "charset_guessed"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    ROWS_SKIPPED = "rows_skipped"
    DUPLICATE_QUESTIONS = "duplicate_questions"
    BAD_DATES = "bad_dates"
    HIDDEN_SHEET_SKIPPED = "hidden_sheet_skipped"
    TRACKED_CHANGES = "tracked_changes"
    NO_TITLE = "no_title"
    CELLS_CUT = "cells_cut"
    READ_BY_OCR = "read_by_ocr"
    OCR_UNSURE = "ocr_unsure"
    OCR_NOT_THERE = "ocr_not_there"
    GARBAGE_TABLE = "garbage_table"


class Severity(StrEnum):
    """REFUSE: never taken in. HOLD: waits until a person decides."""

    REFUSE = "refuse"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something suspicious: where it stands and a short excerpt (at most 120 characters) for the reviewer.

    `part` names what can be left out: "b3" a block, "b3.2" a row of its table, "f7" a FAQ row, "t" the title; "" where
    the text was never taken in. `around` is the surrounding text, `spots` are as in Block.
    """

    kind: FindingKind
    place: str
    excerpt: str
    severity: Severity = Severity.HOLD
    part: str = ""
    around: str = ""
    spots: tuple[tuple[int, ...], ...] = ()

    @property
    def mark(self) -> str:
        """The same each time the same file is read: by it a reviewer's decision is found again."""
        told = "\x1f".join((self.kind.value, self.place, self.part, self.excerpt))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece in reading order.

    `text` is display text, never normalised. For a TABLE `rows` holds the cells (the first `header_rows` of them are
    headers) and `text` a readable form. For an ARTICLE `text` is one 項 or 号 group and `place` its number
    (「第12条第3項」). `level` is 1–6 for headings, nesting depth for list items. `page` counts from 1, None where a
    format has no pages. `heading_path` holds the headings above, outermost first. `html_anchor` is an id in the
    original page, without "#". `spots` say where the block stands on its pages, for marking it: (page, left, top,
    right, bottom) in thousandths of the page; a TABLE has one for each of its rows, or none.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    place: str = ""
    html_anchor: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0
    from_ocr: bool = False
    spots: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FaqRow:
    """One curated question and answer. `row_number` is the sheet's own, from 1, header included."""

    question: str
    answer: str
    section: str = ""
    category: str = ""
    variants: tuple[str, ...] = ()
    valid_until: date | None = None
    row_number: int = 0


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something that was left out or guessed; `place` says where."""

    code: WarningCode
    place: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A whole file in reading order. `language` is "ja" or "en". `page_count` is None where a format has no pages."""

    title: str
    language: str
    kind: DocumentKind
    blocks: tuple[Block, ...] = ()
    faq_rows: tuple[FaqRow, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    findings: tuple[Finding, ...] = ()
    page_count: int | None = None

    def text(self) -> str:
        """All display text, blocks separated by a line break: for guards and language checks."""
        asked = (f"{row.question}\n{row.answer}" for row in self.faq_rows)
        return "\n".join([*(block.text for block in self.blocks), *asked])


def to_plain(*, document: ParsedDocument) -> dict[str, Any]:
    """The document as JSON-ready values."""
    plain = asdict(document)
    for row in plain["faq_rows"]:
        row["valid_until"] = row["valid_until"].isoformat() if row["valid_until"] else None
    return plain


def from_plain(*, plain: dict[str, Any]) -> ParsedDocument:
    """Inverse of `to_plain`. Raises KeyError, TypeError or ValueError when the values are not a document."""
    return ParsedDocument(
        title=str(plain["title"]),
        language=str(plain["language"]),
        kind=DocumentKind(plain["kind"]),
        blocks=tuple(_block(item) for item in plain["blocks"]),
        faq_rows=tuple(_faq_row(item) for item in plain["faq_rows"]),
        warnings=tuple(_warning(item) for item in plain["warnings"]),
        findings=tuple(_finding(item) for item in plain["findings"]),
        page_count=plain["page_count"],
    )


def _block(item: dict[str, Any]) -> Block:
    rows = tuple(tuple(row) for row in item["rows"])
    path = tuple(item["heading_path"])
    spots = tuple(tuple(spot) for spot in item["spots"])
    return Block(**{**item, "kind": BlockKind(item["kind"]), "rows": rows, "heading_path": path, "spots": spots})


def _faq_row(item: dict[str, Any]) -> FaqRow:
    until = date.fromisoformat(item["valid_until"]) if item["valid_until"] else None
    return FaqRow(**{**item, "variants": tuple(item["variants"]), "valid_until": until})


def _finding(item: dict[str, Any]) -> Finding:
    spots = tuple(tuple(spot) for spot in item["spots"])
    kind, severity = FindingKind(item["kind"]), Severity(item["severity"])
    return Finding(**{**item, "kind": kind, "severity": severity, "spots": spots})


def _warning(item: dict[str, Any]) -> ParseWarning:
    return ParseWarning(**{**item, "code": WarningCode(item["code"])})
