"""Makes the rows of a table readable as lines: every value with its header."""

from collections.abc import Sequence
from itertools import pairwise

Rows = Sequence[Sequence[str]]
_PAIR_COLUMNS = 2
_HEADER_CHARACTERS = 20


def readable_rows(*, rows: Rows, header_rows: int) -> list[str]:
    """One line a data row: 「品目: なべ／分別区分: 小型金属」; without headers the cells side by side.

    Several header rows are joined per column (「料金・大人」). Empty cells are left out; a row that holds one
    value only (a subtitle across the table) stands for itself.
    """
    headers = _joined_headers(rows[:header_rows])
    return [line for row in rows[header_rows:] if (line := _line(row, headers))]


def table_text(*, rows: Rows, header_rows: int) -> str:
    """The whole table as lines; a table of headers only gives its headers."""
    lines = readable_rows(rows=rows, header_rows=header_rows)
    return "\n".join(lines) if lines else "／".join(cell for row in rows for cell in row if cell)


def trimmed(*, rows: Rows) -> list[tuple[str, ...]]:
    """The rows with cells stripped, empty rows and columns that are empty everywhere left out, all of one width."""
    wide = max((len(row) for row in rows), default=0)
    filled = [tuple(" ".join(cell.split()) for cell in row) + ("",) * (wide - len(row)) for row in rows]
    filled = [row for row in filled if any(row)]
    kept = [column for column in range(wide) if any(row[column] for row in filled)]
    return [tuple(row[column] for column in kept) for row in filled]


def guessed_header_rows(*, rows: Rows) -> int:
    """1 when the first row looks like headers: all filled, short and in words; equal neighbours are a merged cell.

    2 when such merged cells are told apart by the row below, which else repeats the first one.
    """
    if len(rows) < _PAIR_COLUMNS or len(rows[0]) < _PAIR_COLUMNS:
        return 0
    if not _looks_like_header(rows[0]):
        return 0
    merged = {at for at, pair in enumerate(pairwise(rows[0])) if pair[0] == pair[1]}
    inside = merged | {at + 1 for at in merged}
    below = rows[1]
    told_apart = all(below[at] == rows[0][at] for at in range(len(below)) if at not in inside)
    both = bool(merged) and len(rows) > _PAIR_COLUMNS and told_apart and _looks_like_header(below)
    return 2 if both else 1


def _looks_like_header(row: Sequence[str]) -> bool:
    distinct = [cell for cell, before in zip(row, ("", *row[:-1]), strict=True) if cell != before]
    worded = all(cell and len(cell) <= _HEADER_CHARACTERS and any(map(str.isalpha, cell)) for cell in row)
    return worded and 1 < len(distinct) == len(set(distinct))


def _joined_headers(rows: Rows) -> list[str]:
    headers = []
    for column in range(max((len(row) for row in rows), default=0)):
        parts: list[str] = []
        for row in rows:
            if column < len(row) and row[column] and row[column] not in parts:
                parts.append(row[column])
        headers.append("・".join(parts))
    return headers


def _line(row: Sequence[str], headers: Sequence[str]) -> str:
    filled = [(column, cell) for column, cell in enumerate(row) if cell]
    if len({cell for _, cell in filled}) == 1 and len(row) > 1:
        return filled[0][1]
    if not headers and len(filled) == _PAIR_COLUMNS == len(row):
        return f"{filled[0][1]}: {filled[1][1]}"
    return "／".join(_cell(cell, headers[column] if column < len(headers) else "") for column, cell in filled)


def _cell(cell: str, header: str) -> str:
    return f"{header}: {cell}" if header and header != cell else cell
