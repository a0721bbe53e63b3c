"""PDF: text with pages, headings, tables and vertical writing, by pdfium."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import islice

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfObject, PdfPage, PdfTextPage

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsed import (
    Block,
    DocumentKind,
    Finding,
    FindingKind,
    ParsedDocument,
    ParseWarning,
    WarningCode,
)
from knowledge.ingesting.parsers.ordinance import looks_like_ordinance, structured
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, title_from, with_paths
from knowledge.ingesting.parsers.pdf_hidden import hidden_text
from knowledge.ingesting.parsers.pdf_letters import Segment, is_vertical, letters_of, segments_of
from knowledge.ingesting.parsers.pdf_lines import Line, PageLines, joined_lines, without_running_lines
from knowledge.ingesting.parsers.pdf_outline import Outline, blocks_of, outline_key
from knowledge.ingesting.parsers.pdf_ruling import grids_of
from knowledge.ingesting.parsers.pdf_tables import table_of
from knowledge.ingesting.refused import FailureCode, Refused

_BOLD = 600
_LEAST_LETTERS_A_PAGE = 8
_MOST_NAMED = 20
_DEPTH = 4
_MOST_OBJECTS = 50_000
_TITLE_CHARACTERS = 120


def parse_pdf(*, content: bytes, name: str, limits: Limits) -> ParsedDocument:
    """A PDF in reading order. Hidden text is left out and reported as a finding.

    Raises Refused(ENCRYPTED, BROKEN, TOO_MANY_PAGES, PIXEL_BOMB, SCANNED, NO_TEXT).
    """
    document = _open(content)
    with closing(document):
        count = len(document)
        if count > limits.pages:
            raise Refused(FailureCode.TOO_MANY_PAGES, f"{count:,} > {limits.pages:,}")
        pages, findings, empty = _read_pages(document, limits)
        if not any(page.lines for page in pages):
            raise Refused(FailureCode.SCANNED if empty else FailureCode.NO_TEXT)
        outline, titled = _outline(document), _own_title(document)
    blocks = blocks_of(pages=without_running_lines(pages=pages), outline=outline)
    return _document(blocks=blocks, findings=findings, empty=empty, titled=titled, name=name, count=count)


def _document(
    *, blocks: list[Block], findings: list[Finding], empty: list[int], titled: str, name: str, count: int
) -> ParsedDocument:
    warnings = (ParseWarning(WarningCode.PAGES_WITHOUT_TEXT, _named(empty), str(len(empty))),) if empty else ()
    language = language_of(text="\n".join(block.text for block in blocks))
    if looks_like_ordinance(blocks=blocks):
        title, placed = structured(blocks=blocks)
        kind = DocumentKind.ORDINANCE
    else:
        placed = with_paths(blocks=blocks)
        title, kind = title_from(blocks=placed, name=""), DocumentKind.PROSE
    chosen = titled or title or stem(name=name)
    return ParsedDocument(chosen, language, kind, placed, warnings=warnings, findings=tuple(findings), page_count=count)


def _open(content: bytes) -> PdfDocument:
    try:
        return PdfDocument(content)
    except PdfiumError as wrong:
        locked = "password" in str(wrong).lower() or "security" in str(wrong).lower()
        raise Refused(FailureCode.ENCRYPTED if locked else FailureCode.BROKEN) from wrong


def _read_pages(document: PdfDocument, limits: Limits) -> tuple[list[PageLines], list[Finding], list[int]]:
    """(pages, findings, numbers of pages that hold pictures but no text)."""
    pages: list[PageLines] = []
    findings: list[Finding] = []
    empty: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            with closing(page), closing(page.get_textpage()) as text:
                width, height = page.get_size()
                if max(width, height) > limits.page_points:
                    raise Refused(FailureCode.PIXEL_BOMB, f"{number}ページ")
                lines, excerpt = _read_page(page, text, number)
                if sum(len(line.text) for line in lines) < _LEAST_LETTERS_A_PAGE and _has_image(page):
                    empty.append(number)
        except PdfiumError as wrong:
            raise Refused(FailureCode.BROKEN, f"{number}ページ") from wrong
        pages.append(PageLines(number, height, lines))
        if excerpt:
            findings.append(Finding(FindingKind.HIDDEN_TEXT, f"{number}ページ", excerpt))
    return pages, findings, empty


def _read_page(page: PdfPage, text: PdfTextPage, number: int) -> tuple[list[Line], str]:
    objects = list(islice(page.get_objects(max_depth=_DEPTH), _MOST_OBJECTS))
    hidden = hidden_text(page=page, objects=objects, text=text)
    letters = letters_of(page=text, left_out=hidden.letters)
    vertical = is_vertical(letters=letters)
    segments = segments_of(letters=letters)
    tables = [] if vertical else _tables(objects, segments)
    taken = {id(segment) for _, inside in tables for segment in inside}
    starts = {id(inside[0]): (block, inside) for block, inside in tables if inside}
    lines: list[Line] = []
    run: list[Segment] = []
    for segment in segments:
        if id(segment) in starts:
            lines += joined_lines(segments=run, page=number, vertical=vertical, is_bold=partial(_is_bold, text))
            run = []
            lines.append(_table_line(*starts[id(segment)], number))
        elif id(segment) not in taken:
            run.append(segment)
    lines += joined_lines(segments=run, page=number, vertical=vertical, is_bold=partial(_is_bold, text))
    return lines, hidden.excerpt


def _tables(objects: list[PdfObject], segments: list[Segment]) -> list[tuple[Block, list[Segment]]]:
    found = []
    free = list(segments)
    for grid in grids_of(objects=objects):
        table = table_of(grid=grid, segments=free)
        if table is not None:
            found.append(table)
            inside = {id(segment) for segment in table[1]}
            free = [segment for segment in free if id(segment) not in inside]
    return found


def _table_line(block: Block, inside: list[Segment], number: int) -> Line:
    left, right = min(s.left for s in inside), max(s.right for s in inside)
    bottom, top = min(s.bottom for s in inside), max(s.top for s in inside)
    return Line(block.text, number, left, right, bottom, top, inside[0].size, table=block)


def _is_bold(text: PdfTextPage, index: int) -> bool:
    return int(pdfium.FPDFText_GetFontWeight(text, index)) >= _BOLD


def _has_image(page: PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _outline(document: PdfDocument) -> Outline:
    return {(page, outline_key(title=title)): level for page, title, level in _entries(document)}


def _entries(document: PdfDocument) -> Iterator[tuple[int, str, int]]:
    try:
        for entry in document.get_toc(max_depth=6):
            target = entry.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None:
                yield index + 1, entry.get_title(), entry.level + 1
    except PdfiumError:
        return


def _own_title(document: PdfDocument) -> str:
    """The title in the file's properties, unless it is what a word processor puts there by itself."""
    title = tidy(text=document.get_metadata_value("Title"))[:_TITLE_CHARACTERS]
    is_name = title.lower().endswith((".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".jtd", ".pdf"))
    return "" if is_name or title.startswith(("Microsoft ", "Word ", "無題", "Untitled", "untitled")) else title


def _named(numbers: list[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:_MOST_NAMED])
    return f"{shown}ページ" if len(numbers) <= _MOST_NAMED else f"{shown}ページほか"
