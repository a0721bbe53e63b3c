"""Reads a file for somebody who only wants its words: nothing is kept, no document is made."""

from dataclasses import replace
from typing import Final

from knowledge.ingesting.limits import DEFAULT_LIMITS, MEGABYTE
from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import BlockKind

# A person waits for it in the browser.
_LIMITS: Final = replace(
    DEFAULT_LIMITS,
    file_bytes=10 * MEGABYTE,
    unpacked_bytes=100 * MEGABYTE,
    characters=500_000,
    parse_seconds=20,
    convert_seconds=20,
)


def text_of_file(*, content: bytes, name: str) -> str:
    """The words of a file, one line a paragraph or row of a table. Raises Refused as `parse` does."""
    document = parse(content=content, name=name, limits=_LIMITS)
    lines = []
    for block in document.blocks:
        rows = block.rows if block.kind is BlockKind.TABLE else ()
        lines += ["　".join(cell for cell in row if cell) for row in rows] if rows else [block.text]
    return "\n".join(line for line in lines if line.strip())
