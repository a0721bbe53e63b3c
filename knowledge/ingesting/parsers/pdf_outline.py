"""Turns the lines of a PDF into headings, paragraphs, list items and tables."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.ingesting.parsed import Block, BlockKind
from knowledge.ingesting.parsers.outline import tidy
from knowledge.ingesting.parsers.pdf_lines import Line, PageLines

_LARGER = 1.12  # times the body size
_HEADING_CHARACTERS = 60
_LEVELS = 4
_ONE_PLACE = 15  # thousandths of the page between two lines of one paragraph
_DEEPEST = 6
_PARAGRAPH_GAP = 0.9  # of the line height
_OTHER_SIZE = 0.15
_FULL_LINE = 2.5  # letters: a line that ends that close to the right edge runs on
_ENDS = re.compile(r"[。．.！？!?：:]$")
_LISTED = re.compile(r"^\s*(?:[・･○●◦◎□■◆◇※▶►▪•*]|[(（]\d{1,2}[)）]|[①-⑳]|\d{1,2}[.．、)）]\s*\S|[ア-ン][.．、])")
# A line that opens an article, a numbered paragraph or a note; the line after it is set in, not out.
_COUNT = "[0-9０-９一二三四五六七八九十]"
_OPENS = re.compile(
    rf"^\s*(?:第{_COUNT}+[条章節編款]|附\s*則|別表|別記|様式第|{_COUNT}{{1,2}}[\s\u3000]|[(（]{_COUNT}{{1,2}}[)）])"
)
_IN_BRACKETS = re.compile(r"^\s*[(（][^()（）]{1,40}[)）]\s*$")
_LEADERS = re.compile(r"\s*[.．・…‥]{4,}\s*")
Outline = Mapping[tuple[int, str], int]


@dataclass(slots=True)
class _Style:
    body: float
    levels: dict[float, int]
    outline: Outline
    right: dict[int, float]
    deepest: int


def blocks_of(*, pages: Sequence[PageLines], outline: Outline) -> list[Block]:
    """Blocks in reading order. `outline` maps (page from 1, `outline_key` of a title) to its level from 1."""
    style = _style(pages, outline)
    blocks: list[Block] = []
    waiting: list[Line] = []
    for line in (line for page in pages for line in page.lines):
        level = 0 if line.table is not None else _level(line, style)
        if waiting and (line.table is not None or level or not _runs_on(waiting[-1], line, style)):
            blocks.append(_paragraph(waiting))
            waiting = []
        if line.table is not None:
            blocks.append(replace(line.table, page=line.page))
        elif level:
            _add_heading(blocks, line, level)
        else:
            waiting.append(line)
    blocks += [_paragraph(waiting)] if waiting else []
    # Bullets that are drawn apart from their text say nothing.
    return [block for block in blocks if any(map(str.isalnum, block.text))]


def outline_key(*, title: str) -> str:
    """A title without blanks and differences of width, to compare an outline with the text."""
    return "".join(unicodedata.normalize("NFKC", title).split())


def _style(pages: Sequence[PageLines], outline: Outline) -> _Style:
    sizes: Counter[float] = Counter()
    right: dict[int, float] = {}
    for page in pages:
        for line in page.lines:
            if line.table is None:
                sizes[round(line.size * 2) / 2] += len(line.text)
                right[page.number] = max(right.get(page.number, 0.0), line.right)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    large = sorted((size for size in sizes if size >= body * _LARGER), reverse=True)
    first = max(outline.values(), default=0)
    levels = {size: min(first + rank, _DEEPEST) for size, rank in _ranked(large).items()}
    return _Style(body, levels, outline, right, min(max(levels.values(), default=first) + 1, _DEEPEST))


def _ranked(sizes: list[float]) -> dict[float, int]:
    """Sizes (descending) to levels 1…4; sizes within 8 % share a level."""
    ranks: dict[float, int] = {}
    rank, last = 0, 0.0
    for size in sizes:
        if not last or size < last * 0.92:
            rank, last = min(rank + 1, _LEVELS), size
        ranks[size] = rank
    return ranks


def _level(line: Line, style: _Style) -> int:
    text = line.text.strip()
    known = style.outline.get((line.page, outline_key(title=text)))
    if known:
        return min(known, _DEEPEST)
    if not text or len(text) > _HEADING_CHARACTERS or _ENDS.search(text) or not any(map(str.isalpha, text)):
        return 0
    by_size = style.levels.get(round(line.size * 2) / 2, 0)
    is_label = line.bold and not _LISTED.match(text) and line.size >= style.body * 0.95
    return by_size or (style.deepest if is_label and len(text) <= _HEADING_CHARACTERS // 2 else 0)


def _runs_on(last: Line, line: Line, style: _Style) -> bool:
    """Whether a line continues the paragraph of the one before."""
    if line.page != last.page:
        return not _ENDS.search(last.text) and not _LISTED.match(line.text) and abs(line.size - last.size) < 1
    if line.vertical and last.vertical:
        return not _ENDS.search(last.text)
    opens = _LISTED.match(line.text) or _OPENS.match(line.text) or _IN_BRACKETS.match(line.text)
    alone = _IN_BRACKETS.match(last.text) or _LEADERS.search(last.text)
    if opens or alone or abs(line.size - last.size) > _OTHER_SIZE * last.size:
        return False
    is_near = -last.size < last.bottom - line.top <= _PARAGRAPH_GAP * last.size
    set_in = line.left > last.left + 0.5 * line.size and not (_LISTED.match(last.text) or _OPENS.match(last.text))
    edge = min(style.right.get(line.page, 0.0), line.right)
    is_full = last.right >= edge - _FULL_LINE * last.size
    return is_near and is_full and not set_in


def _paragraph(lines: list[Line]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        joined = text[-1:].isascii() and line.text[:1].isascii() and not text.endswith("-")
        text = f"{text}{' ' if joined else ''}{line.text}"
    text = _LEADERS.sub("\u3000", text)
    kind = BlockKind.LIST_ITEM if _LISTED.match(text) else BlockKind.PARAGRAPH
    level = int(kind is BlockKind.LIST_ITEM)
    from_ocr = any(line.from_ocr for line in lines)
    return Block(kind, tidy(text=text), level=level, page=lines[0].page, from_ocr=from_ocr, spots=_spots(lines))


def _spots(lines: list[Line]) -> tuple[tuple[int, ...], ...]:
    """Where the lines stand; lines right below each other are one place."""
    found: list[tuple[int, ...]] = []
    for line in lines:
        if line.spot is None:
            continue
        spot = (line.page, *line.spot)
        last = found[-1] if found else None
        if last is not None and _adjoin(last, spot):
            found[-1] = (
                line.page,
                min(last[1], spot[1]),
                min(last[2], spot[2]),
                max(last[3], spot[3]),
                max(last[4], spot[4]),
            )
        else:
            found.append(spot)
    return tuple(found)


def _adjoin(last: tuple[int, ...], spot: tuple[int, ...]) -> bool:
    if last[0] != spot[0]:
        return False
    across = spot[1] < last[3] and last[1] < spot[3] and spot[2] >= last[2] and spot[2] - last[4] <= _ONE_PLACE
    upright = spot[2] < last[4] and last[2] < spot[4] and abs(last[1] - spot[3]) <= _ONE_PLACE
    return across or upright


def _add_heading(blocks: list[Block], line: Line, level: int) -> None:
    """A heading that is set in two lines is one heading."""
    last = blocks[-1] if blocks else None
    text = tidy(text=line.text)
    follows = last is not None and last.kind is BlockKind.HEADING and last.level == level and last.page == line.page
    if last is not None and follows and len(last.text) + len(text) <= _HEADING_CHARACTERS and level == 1:
        blocks[-1] = replace(last, text=f"{last.text} {text}", spots=(*last.spots, *_spots([line])))
    else:
        blocks.append(
            Block(BlockKind.HEADING, text, level=level, page=line.page, from_ocr=line.from_ocr, spots=_spots([line]))
        )
