"""Gives every block the headings it stands under, and a document its title and language."""

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.ingesting.parsed import Block, BlockKind

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_TITLE_CHARACTERS = 120
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_LINE_ENDS = re.compile(r" ?\n[\s]*")


def with_paths(*, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with `heading_path` set from the headings before them; a heading's own path ends above it."""
    above: list[Block] = []
    placed = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            above = [heading for heading in above if heading.level < block.level]
        placed.append(replace(block, heading_path=tuple(heading.text for heading in above)))
        if block.kind is BlockKind.HEADING:
            above.append(block)
    return tuple(placed)


def language_of(*, text: str) -> str:
    """ "ja" when at least a tenth of the letters is Japanese (or there are none), else "en"."""
    sample = text[:20_000]
    japanese = len(_JAPANESE.findall(sample))
    return "ja" if japanese * 9 >= len(_LETTER.findall(sample)) else "en"


def title_from(*, blocks: Iterable[Block], name: str) -> str:
    """Text of the first heading of the highest level among the first 30 blocks, else the file's name without ending."""
    headings = [block for block in list(blocks)[:30] if block.kind is BlockKind.HEADING]
    if headings:
        return min(headings, key=lambda heading: heading.level).text[:_TITLE_CHARACTERS]
    return stem(name=name)


def stem(*, name: str) -> str:
    """A file's name without folders and ending."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return (base.rsplit(".", 1)[0] or base)[:_TITLE_CHARACTERS]


def tidy(*, text: str) -> str:
    """Display text with runs of blanks as one (a full-width blank stays full-width) and blank lines dropped."""
    spaced = _SPACES.sub(lambda run: "\u3000" if "\u3000" in run[0] else " ", text)
    return _LINE_ENDS.sub("\n", spaced).strip()
