"""The parts of a read document in which findings stand, and the document without some of them."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from knowledge.ingesting.parsed import Block, BlockKind, ParsedDocument
from knowledge.ingesting.parsers.table_rows import readable_rows, table_text

TITLE = "t"
_AROUND = 200  # characters before and after


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a row or a FAQ: `name` as in Finding, its place for the reader, its text, its spots."""

    name: str
    place: str
    text: str
    spots: tuple[tuple[int, ...], ...] = ()

    def around(self, *, start: int, end: int) -> str:
        """The text around a finding."""
        first, last = max(start - _AROUND, 0), end + _AROUND
        return f"{'…' if first else ''}{self.text[first:last]}{'…' if last < len(self.text) else ''}"


def parts_of(*, document: ParsedDocument) -> Iterator[Part]:
    """All parts in reading order, the title first; a table row by row, so that one row can be left out."""
    yield Part(TITLE, "", document.title)
    for number, block in enumerate(document.blocks):
        yield from _of_block(number, block)
    for number, row in enumerate(document.faq_rows):
        told = (row.question, row.answer, row.category, *row.variants)
        yield Part(f"f{number}", f"{row.row_number}行目", "\n".join(filter(None, told)))


def without_parts(*, document: ParsedDocument, names: Set[str]) -> ParsedDocument:
    """The document without the parts of these names; a heading that goes leaves the paths under it, too."""
    if not names:
        return document
    gone = {b.text for n, b in enumerate(document.blocks) if f"b{n}" in names and b.kind is BlockKind.HEADING}
    kept = [_without_rows(number, block, names) for number, block in enumerate(document.blocks)]
    blocks = [
        replace(block, heading_path=tuple(step for step in block.heading_path if step not in gone))
        for block in kept
        if block is not None
    ]
    rows = [row for number, row in enumerate(document.faq_rows) if f"f{number}" not in names]
    title = "" if TITLE in names or document.title in gone else document.title
    return replace(document, title=title, blocks=tuple(blocks), faq_rows=tuple(rows))


def _of_block(number: int, block: Block) -> Iterator[Part]:
    page = f"{block.page}ページ" if block.page else ""
    place = block.place or page or " > ".join(block.heading_path[-1:])
    lines = readable_rows(rows=block.rows, header_rows=block.header_rows) if block.kind is BlockKind.TABLE else []
    if len(lines) != len(block.rows) - block.header_rows or not lines:
        yield Part(f"b{number}", place, block.text, block.spots)
        return
    headers = "\n".join("／".join(row) for row in block.rows[: block.header_rows])
    yield Part(f"b{number}", place, headers)
    for row, line in enumerate(lines, start=block.header_rows):
        spots = block.spots[row : row + 1] if len(block.spots) == len(block.rows) else ()
        yield Part(f"b{number}.{row}", place, line, spots)


def _without_rows(number: int, block: Block, names: Set[str]) -> Block | None:
    if f"b{number}" in names:
        return None
    left = [row for row in range(len(block.rows)) if f"b{number}.{row}" not in names]
    if len(left) == len(block.rows):
        return block
    if len(left) <= block.header_rows:
        return None
    rows = tuple(block.rows[row] for row in left)
    spots = tuple(block.spots[row] for row in left) if len(block.spots) == len(block.rows) else ()
    text = table_text(rows=rows, header_rows=block.header_rows)
    return replace(block, rows=rows, spots=spots, text=text)
