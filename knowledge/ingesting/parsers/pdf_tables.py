"""Puts the segments of a PDF page into the cells of its grids; what looks like a frame only stays text."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from knowledge.ingesting.parsed import Block, BlockKind
from knowledge.ingesting.parsers.pdf_letters import Letter, Segment, segment_of
from knowledge.ingesting.parsers.pdf_ruling import Grid
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed

_LEAST_FILLED = 0.3
_SLACK = 2.0
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A TABLE block; `row_boxes` are the boxes of its rows in points: left, bottom, right, top."""

    block: Block
    row_boxes: tuple[tuple[float, float, float, float], ...]


def table_of(*, grid: Grid, segments: list[Segment]) -> tuple[TableBlock, list[Segment]] | None:
    """(TABLE block, the segments in it), or None when the grid is a frame, a form or a decoration."""
    inside = [segment for segment in segments if _is_inside(grid, segment)]
    owner = _merged(grid)
    texts: dict[Cell, list[Segment]] = defaultdict(list)
    for segment in inside:
        for part in _cut_at_columns(grid, segment):
            texts[owner[_cell(grid, part)]].append(part)
    rows = _rows(grid, owner, texts)
    kept = trimmed(rows=rows)
    if len(kept) < 2 or len(kept[0]) < 2 or _share_filled(owner, texts) < _LEAST_FILLED:  # noqa: PLR2004 - a table
        return None
    headers = guessed_header_rows(rows=kept)
    text = table_text(rows=kept, header_rows=headers)
    block = Block(BlockKind.TABLE, text, rows=tuple(kept), header_rows=headers)
    boxes = [
        (grid.xs[0], below, grid.xs[-1], above)
        for row, (above, below) in zip(rows, pairwise(grid.ys), strict=True)
        if any(row)
    ]
    return TableBlock(block, tuple(boxes)), inside


def _is_inside(grid: Grid, segment: Segment) -> bool:
    x = (segment.left + segment.right) / 2
    return grid.xs[0] - _SLACK <= x <= grid.xs[-1] + _SLACK and grid.ys[-1] <= segment.middle <= grid.ys[0]


def _cut_at_columns(grid: Grid, segment: Segment) -> list[Segment]:
    """The parts of a segment that runs over a column's border: narrow gaps between cells do not part letters."""
    if not any(segment.left + _SLACK < x < segment.right - _SLACK for x in grid.xs):
        return [segment]
    columns: dict[int, list[Letter]] = defaultdict(list)
    for letter in segment.letters:
        columns[sum(x < (letter.left + letter.right) / 2 for x in grid.xs[1:-1])].append(letter)
    return [segment_of(letters=letters) for letters in columns.values()]


def _cell(grid: Grid, segment: Segment) -> Cell:
    column = max(i for i, x in enumerate(grid.xs[:-1]) if i == 0 or segment.left + _SLACK >= x)
    row = max(i for i, y in enumerate(grid.ys[:-1]) if i == 0 or segment.middle <= y)
    return row, column


def _merged(grid: Grid) -> dict[Cell, Cell]:
    """Each cell's first cell of the merged area it belongs to: no line between two cells means one cell."""
    owner: dict[Cell, Cell] = {}
    for row in range(len(grid.ys) - 1):
        for column in range(len(grid.xs) - 1):
            left, above = (row, column - 1), (row - 1, column)
            if column and not grid.has_line_right(row=row, column=column - 1):
                owner[row, column] = owner[left]
            elif row and not grid.has_line_below(row=row - 1, column=column):
                owner[row, column] = owner[above]
            else:
                owner[row, column] = (row, column)
    return owner


def _rows(grid: Grid, owner: dict[Cell, Cell], texts: dict[Cell, list[Segment]]) -> list[list[str]]:
    width = range(len(grid.xs) - 1)
    return [[_written(texts[owner[row, column]]) for column in width] for row in range(len(grid.ys) - 1)]


def _written(segments: list[Segment]) -> str:
    """The lines of a cell as one text; a Japanese text is joined without blanks."""
    ordered = sorted(segments, key=lambda segment: (-round(segment.middle / max(segment.size, 1)), segment.left))
    text = ""
    for segment in ordered:
        needs_blank = text and text[-1].isascii() and segment.text[:1].isascii()
        text += f" {segment.text}" if needs_blank else segment.text
    return text


def _share_filled(owner: dict[Cell, Cell], texts: dict[Cell, list[Segment]]) -> float:
    areas = set(owner.values())
    return sum(bool(texts[area]) for area in areas) / len(areas)
