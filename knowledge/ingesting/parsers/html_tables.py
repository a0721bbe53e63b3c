"""Reads an HTML table into rows, merged cells repeated, headers counted."""

from selectolax.lexbor import LexborNode

from knowledge.ingesting.parsed import Block, BlockKind
from knowledge.ingesting.parsers.outline import tidy
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed

_MOST_SPAN = 100
_MOST_ROWS = 20_000
_MOST_CELLS = 400_000


def is_layout(*, table: LexborNode) -> bool:
    """Whether a table only places things on the page: it holds tables or headings, or a single column."""
    if table.css_first("table table, h1, h2, h3") or table.attributes.get("role") == "presentation":
        return True
    return all(len(_cells(row)) <= 1 for row in table.css("tr"))


def table_block(*, table: LexborNode, anchor: str) -> list[Block]:
    """A CAPTION block where the table has a caption, and the TABLE block; nothing for an empty table."""
    grid, headers = _grid(table)
    rows = trimmed(rows=grid)
    caption = table.css_first("caption")
    title = tidy(text=caption.text(deep=True)) if caption is not None else ""
    blocks = [Block(BlockKind.CAPTION, title, html_anchor=anchor)] if title else []
    if rows:
        headers = min(headers, len(rows) - 1) or guessed_header_rows(rows=rows)
        text = table_text(rows=rows, header_rows=headers)
        blocks.append(Block(BlockKind.TABLE, text, html_anchor=anchor, rows=tuple(rows), header_rows=headers))
    return blocks


def _grid(table: LexborNode) -> tuple[list[list[str]], int]:
    """Rows with merged cells written into every place they cover, and the number of leading header rows."""
    rows: list[list[str]] = []
    waiting: dict[tuple[int, int], str] = {}
    headers, counting, cells_taken = 0, True, 0
    for number, row in enumerate(table.css("tr")[:_MOST_ROWS]):
        cells = _cells(row)
        line: list[str] = []
        for cell in cells:
            _fill(line, waiting, number)
            _place(cell, line, waiting, number)
        _fill(line, waiting, number)
        cells_taken += len(line)
        if cells_taken > _MOST_CELLS:
            break
        rows.append(line)
        counting = counting and bool(cells) and all(cell.tag == "th" for cell in cells)
        headers += counting
    return rows, headers


def _place(cell: LexborNode, line: list[str], waiting: dict[tuple[int, int], str], number: int) -> None:
    text = tidy(text=cell.text(deep=True, separator=" ")).replace("\n", " ")
    wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
    for _ in range(wide):
        for below in range(1, high):
            waiting[number + below, len(line)] = text
        line.append(text)


def _fill(line: list[str], waiting: dict[tuple[int, int], str], number: int) -> None:
    while (number, len(line)) in waiting:
        line.append(waiting.pop((number, len(line))))


def _span(cell: LexborNode, name: str) -> int:
    written = (cell.attributes.get(name) or "1").strip()
    return max(1, min(int(written), _MOST_SPAN)) if written.isdecimal() else 1


def _cells(row: LexborNode) -> list[LexborNode]:
    found, child = [], row.child
    while child is not None:
        if child.tag in ("td", "th"):
            found.append(child)
        child = child.next
    return found
