"""Reads the pages of a PDF one by one: lines, tables and hidden text; pages that are pictures by OCR."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfObject, PdfPage, PdfTextPage

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsed import Finding, FindingKind, ParseWarning, WarningCode
from knowledge.ingesting.parsers.ocr import ocr_is_there
from knowledge.ingesting.parsers.pdf_hidden import HiddenText, hidden_text
from knowledge.ingesting.parsers.pdf_letters import Segment, is_vertical, letters_of, segments_of
from knowledge.ingesting.parsers.pdf_lines import Line, PageLines, joined_lines
from knowledge.ingesting.parsers.pdf_ocr import is_scanned, read_scan
from knowledge.ingesting.parsers.pdf_ruling import grids_of
from knowledge.ingesting.parsers.pdf_spots import spot_of
from knowledge.ingesting.parsers.pdf_tables import TableBlock, table_of
from knowledge.ingesting.refused import FailureCode, Refused

_BOLD = 600
_MOST_NAMED = 20
_DEPTH = 4
_MOST_OBJECTS = 50_000
OnPage = Callable[[int], None]


@dataclass(slots=True)
class ReadPages:
    """What the pages hold, and the numbers of those that are pictures: read by OCR, read badly, not read."""

    pages: list[PageLines] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    by_ocr: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    without_ocr: list[int] = field(default_factory=list)

    def warnings(self) -> tuple[ParseWarning, ...]:
        """What the clerk should look at."""
        told = (
            (WarningCode.READ_BY_OCR, self.by_ocr),
            (WarningCode.OCR_UNSURE, self.unsure),
            (WarningCode.OCR_NOT_THERE, self.without_ocr),
            (WarningCode.PAGES_WITHOUT_TEXT, self.unread),
        )
        return tuple(ParseWarning(code, _named(numbers), str(len(numbers))) for code, numbers in told if numbers)

    def check_text(self) -> None:
        """Raises Refused(OCR_MISSING, SCANNED, NO_TEXT) when there is no text at all."""
        if any(page.lines for page in self.pages):
            return
        if self.without_ocr:
            raise Refused(FailureCode.OCR_MISSING)
        raise Refused(FailureCode.SCANNED if self.unread else FailureCode.NO_TEXT)


def read_pages(*, document: PdfDocument, limits: Limits, on_ocr: OnPage) -> ReadPages:
    """All pages; `on_ocr` is told the number of each page that was read by OCR, because that takes seconds.

    Raises Refused(BROKEN, PIXEL_BOMB, OCR_TOO_LONG, TIMED_OUT).
    """
    found = ReadPages()
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            with closing(page), closing(page.get_textpage()) as text:
                if max(page.get_size()) > limits.page_points:
                    raise Refused(FailureCode.PIXEL_BOMB, f"{number}ページ")
                if _take(found, page, text, number, limits):
                    on_ocr(number)
        except PdfiumError as wrong:
            raise Refused(FailureCode.BROKEN, f"{number}ページ") from wrong
    return found


def _take(found: ReadPages, page: PdfPage, text: PdfTextPage, number: int, limits: Limits) -> bool:
    """Take a page in; True when OCR has read it."""
    objects = list(islice(page.get_objects(max_depth=_DEPTH), _MOST_OBJECTS))
    lines, hidden = _read_page(page, text, objects, number)
    letters = sum(len(line.text) for line in lines)
    scanned = is_scanned(page=page, objects=objects, letters=letters, limits=limits)
    if scanned:
        lines = _scanned(found, page, lines, number, limits)
    found.pages.append(PageLines(number, page.get_size()[1], lines))
    if hidden.excerpt:
        boxes = (spot_of(page=page, left=a, bottom=b, right=c, top=d) for a, b, c, d in hidden.boxes)
        spots = tuple((number, *box) for box in boxes)
        found.findings.append(Finding(FindingKind.HIDDEN_TEXT, f"{number}ページ", hidden.excerpt, spots=spots))
    return scanned


def _scanned(found: ReadPages, page: PdfPage, lines: list[Line], number: int, limits: Limits) -> list[Line]:
    """The lines that OCR reads; what was printed over the picture when it reads no more than that."""
    if not ocr_is_there():
        found.without_ocr.append(number)
        return lines
    if len(found.by_ocr) + len(found.unread) >= limits.ocr_pages:
        raise Refused(FailureCode.OCR_TOO_LONG, f"{limits.ocr_pages:,}ページまで")
    scan = read_scan(page=page, number=number, limits=limits)
    if sum(len(line.text) for line in scan.lines) <= sum(len(line.text) for line in lines):
        found.unread.append(number)
        return lines
    found.by_ocr.append(number)
    if scan.unsure:
        found.unsure.append(number)
    return scan.lines


def _read_page(
    page: PdfPage, text: PdfTextPage, objects: list[PdfObject], number: int
) -> tuple[list[Line], HiddenText]:
    hidden = hidden_text(page=page, objects=objects, text=text)
    letters = letters_of(page=text, left_out=hidden.letters)
    vertical = is_vertical(letters=letters)
    segments = segments_of(letters=letters)
    tables = [] if vertical else _tables(objects, segments)
    taken = {id(segment) for _, inside in tables for segment in inside}
    starts = {id(inside[0]): (block, inside) for block, inside in tables if inside}
    join = partial(joined_lines, page=number, vertical=vertical, is_bold=partial(_is_bold, text))
    lines: list[Line] = []
    run: list[Segment] = []
    for segment in segments:
        if id(segment) in starts:
            lines += join(segments=run)
            run = []
            lines.append(_table_line(*starts[id(segment)], number))
        elif id(segment) not in taken:
            run.append(segment)
    lines += join(segments=run)
    return [_placed(page, line, from_ocr=hidden.ocr) for line in lines], hidden


def _placed(page: PdfPage, line: Line, *, from_ocr: bool) -> Line:
    """The line with its place on the page as it is shown. A text layer under a scan was read by somebody's OCR."""
    spot = spot_of(page=page, left=line.left, bottom=line.bottom, right=line.right, top=line.top)
    table = line.table
    if table is not None:
        rows = [
            (line.page, *spot_of(page=page, left=left, bottom=bottom, right=right, top=top))
            for left, bottom, right, top in line.row_boxes
        ]
        table = replace(table, spots=tuple(rows), from_ocr=from_ocr)
    return replace(line, spot=spot, table=table, from_ocr=from_ocr)


def _tables(objects: list[PdfObject], segments: list[Segment]) -> list[tuple[TableBlock, list[Segment]]]:
    found = []
    free = list(segments)
    for grid in grids_of(objects=objects):
        table = table_of(grid=grid, segments=free)
        if table is not None:
            found.append(table)
            inside = {id(segment) for segment in table[1]}
            free = [segment for segment in free if id(segment) not in inside]
    return found


def _table_line(block: TableBlock, inside: list[Segment], number: int) -> Line:
    left, right = min(s.left for s in inside), max(s.right for s in inside)
    bottom, top = min(s.bottom for s in inside), max(s.top for s in inside)
    return Line(
        block.block.text,
        number,
        left,
        right,
        bottom,
        top,
        inside[0].size,
        table=block.block,
        row_boxes=block.row_boxes,
    )


def _is_bold(text: PdfTextPage, index: int) -> bool:
    return int(pdfium.FPDFText_GetFontWeight(text, index)) >= _BOLD


def _named(numbers: list[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:_MOST_NAMED])
    return f"{shown}ページ" if len(numbers) <= _MOST_NAMED else f"{shown}ページほか"
