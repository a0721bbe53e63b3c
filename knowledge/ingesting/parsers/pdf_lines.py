"""Joins segments of PDF pages into lines, and leaves running headers, footers and page numbers out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from knowledge.ingesting.parsed import Block
from knowledge.ingesting.parsers.pdf_letters import Segment

_EDGE = 0.09  # of the page's height, at top and bottom
_REPEATED = 0.3  # of the pages
_LEAST_REPEATED = 3
_SAME_LINE = 0.5
_PAGE_NUMBER = re.compile(
    r"^[\s\-–—―‐・|/p.]*\d{1,4}(?:\s*[/／]\s*\d{1,4})?[\s\-–—―‐・|/]*(?:ページ|頁)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text or a table in its place; `page` counts from 1. `bold` is about its first and last letter.

    `spot` is its place on the page as it is shown, in thousandths: left, top, right, bottom; `row_boxes`
    are those of a table's rows in points: left, bottom, right, top.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False
    table: Block | None = None
    row_boxes: tuple[tuple[float, float, float, float], ...] = ()
    vertical: bool = False
    from_ocr: bool = False
    spot: tuple[int, int, int, int] | None = None


@dataclass(slots=True)
class PageLines:
    """The lines of one page in reading order."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)


def joined_lines(*, segments: list[Segment], page: int, vertical: bool, is_bold: Callable[[int], bool]) -> list[Line]:
    """Lines of segments in reading order; segments side by side are joined with a full-width blank.

    `is_bold` tells whether the letter of a number is bold.
    """
    lines: list[Line] = []
    for segment in segments:
        last = lines[-1] if lines else None
        beside = last is not None and not vertical and _is_beside(last, segment)
        if last is not None and beside:
            text = f"{last.text}\u3000{segment.text}"
            lines[-1] = replace(
                last,
                text=text,
                right=max(last.right, segment.right),
                top=max(last.top, segment.top),
                bottom=min(last.bottom, segment.bottom),
                size=max(last.size, segment.size),
                bold=last.bold and is_bold(segment.letters[-1].number),
            )
        else:
            box = (segment.left, segment.right, segment.bottom, segment.top)
            bold = is_bold(segment.letters[0].number) and is_bold(segment.letters[-1].number)
            lines.append(Line(segment.text, page, *box, segment.size, bold=bold, vertical=vertical))
    return lines


def without_running_lines(*, pages: list[PageLines]) -> list[PageLines]:
    """The pages without lines at the edge that are page numbers or come again on many pages."""
    seen = Counter(key for page in pages for key in {_key(line) for line in page.lines if _at_edge(line, page)})
    often = max(_LEAST_REPEATED, _REPEATED * len(pages))
    running = {key for key, count in seen.items() if count >= often}
    return [
        PageLines(page.number, page.height, [line for line in page.lines if not _is_running(line, page, running)])
        for page in pages
    ]


def _is_running(line: Line, page: PageLines, running: set[str]) -> bool:
    if line.table is not None or not _at_edge(line, page):
        return False
    # A chapter's name at the edge of its own first page is a running line too, though it comes once.
    named_above = any(other.size > line.size and _key(other) == _key(line) for other in page.lines)
    return named_above or _key(line) in running or bool(_PAGE_NUMBER.match(unicodedata.normalize("NFKC", line.text)))


def _at_edge(line: Line, page: PageLines) -> bool:
    return line.top >= page.height * (1 - _EDGE) or line.bottom <= page.height * _EDGE


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(unicodedata.normalize("NFKC", line.text).split()))


def _is_beside(last: Line, segment: Segment) -> bool:
    middle = (last.top + last.bottom) / 2
    height = min(last.top - last.bottom, segment.top - segment.bottom)
    return abs(middle - segment.middle) <= _SAME_LINE * height and segment.left >= last.right - height
