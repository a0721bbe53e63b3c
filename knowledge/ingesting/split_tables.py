"""Cuts a table into groups of rows, each readable alone because every value carries its header."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.ingesting.cut_text import MOST_CHARACTERS, cut_sentences
from knowledge.ingesting.parsed import Block
from knowledge.ingesting.parsers.table_rows import readable_rows

# Rows that stand for one thing each (a garbage table, a list of desks) are found better in small groups.
_MOST_ROWS = 8


def table_pieces(*, block: Block) -> Iterator[Block]:
    """Passages of a table: at most eight rows and 500 characters each; a longer row is cut at sentences."""
    lines = readable_rows(rows=block.rows, header_rows=block.header_rows)
    if not lines:
        yield from _group(block, [block.text], 0, len(block.rows))
        return
    group: list[str] = []
    first = block.header_rows
    for number, line in enumerate(lines, start=block.header_rows):
        long = sum(map(len, group)) + len(line) > MOST_CHARACTERS
        if group and (long or len(group) >= _MOST_ROWS):
            yield from _group(block, group, first, number)
            group, first = [], number
        group.append(line)
    yield from _group(block, group, first, block.header_rows + len(lines))


def _group(block: Block, lines: list[str], first: int, end: int) -> Iterator[Block]:
    """The rows from `first` to before `end`, with the header rows above them. `trimmed` tables have no empty row, so
    each row has its line."""
    headers = block.rows[: min(block.header_rows, first)]
    spots = block.spots[first:end] if len(block.spots) == len(block.rows) else block.spots
    for part in cut_sentences(text="\n".join(lines)):
        yield replace(block, text=part, rows=(*headers, *block.rows[first:end]), header_rows=len(headers), spots=spots)
