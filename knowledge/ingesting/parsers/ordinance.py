"""Gives the lines of an ordinance (例規) their structure, so that each piece knows 「第12条第3項第2号」."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.ingesting.parsed import Block, BlockKind
from knowledge.ingesting.parsers.ordinance_lines import Line, LineKind, read_line

_LEAST_ARTICLES = 2
_TITLE = re.compile(r"(条例|規則|規程|要綱|要領|訓令|法律|告示|細則|基準)(施行規則|施行細則)?$")
_UNITS = "編章節款目"
_SEARCHED_BLOCKS = 2_000
_MARK = "○"


@dataclass(slots=True)
class _Position:
    """Where the reading stands: parts of the place, and the headings above."""

    part: str = ""
    article: str = ""
    caption: str = ""
    paragraph: str = ""
    item: str = ""
    subitem: str = ""
    divisions: dict[str, str] = field(default_factory=dict)

    def place(self) -> str:
        # A number in a 別表 or 様式 is no 項 and is cited as it stands.
        numbered = "第{}項" if self.article or self.part.startswith("附則") or not self.part else " {}"
        paragraph = numbered.format(self.paragraph) if self.paragraph else ""
        item = f"第{self.item}" if self.item else ""
        return f"{self.part}{self.article}{paragraph}{item}{self.subitem}"

    def path(self) -> tuple[str, ...]:
        title = f"{self.article}({self.caption})" if self.caption else self.article
        return tuple(text for text in (self.part, *self.divisions.values(), title) if text)

    def enter(self, **parts: str) -> None:
        """Set the given part of the place and forget the finer ones."""
        order = ("part", "article", "paragraph", "item", "subitem")
        coarsest = min(order.index(name) for name in parts)
        for name in order[coarsest:]:
            setattr(self, name, parts.get(name, ""))


def looks_like_ordinance(*, blocks: Sequence[Block]) -> bool:
    """Whether at least two lines open an article (第N条) and they follow each other from 第1条 on."""
    lines = (read_line(text=block.text) for block in blocks[:_SEARCHED_BLOCKS] if block.kind is not BlockKind.TABLE)
    articles = [line.number for line in lines if line.kind is LineKind.ARTICLE]
    return len(articles) >= _LEAST_ARTICLES and "第1条" in articles[:_LEAST_ARTICLES]


def structured(*, blocks: Iterable[Block]) -> tuple[str, tuple[Block, ...]]:
    """(title, blocks) of an ordinance: one ARTICLE block per 項 lead, 号 or 細分, headings for 編…目, 附則 and 別表.

    The first 項 of an article is cited as 第1項 only where the article has a second one, as in official citation.
    """
    given = list(blocks)
    start = _first_rule(given)
    reading = _Reading()
    for block in given[:start]:
        reading.preface(block)
    for block in given[start:]:
        reading.take(block)
    reading.close_caption()
    return reading.title, tuple(_with_first_paragraphs(reading.blocks))


def _first_rule(blocks: Sequence[Block]) -> int:
    """Index of the first 条 (else 項), with the 章 and 節 headings and the caption right above it.

    Everything before is preface: a table of contents names 第1章 and 附則 too, but opens nothing.
    """
    lines = [Line(LineKind.TEXT) if b.kind is BlockKind.TABLE else read_line(text=b.text) for b in blocks]
    openers = (LineKind.ARTICLE, LineKind.PARAGRAPH)
    start = next((i for kind in openers for i, line in enumerate(lines) if line.kind is kind), len(lines))
    finest = len(_UNITS)
    while start > 0 and lines[start - 1].kind in (LineKind.CAPTION, LineKind.DIVISION):
        above = lines[start - 1]
        rank = _UNITS.index(above.unit) if above.unit else finest
        if above.kind is LineKind.DIVISION and rank >= finest:
            break
        finest, start = (rank if above.unit else finest), start - 1
    return start


@dataclass(slots=True)
class _Reading:
    title: str = ""
    position: _Position = field(default_factory=_Position)
    blocks: list[Block] = field(default_factory=list)
    pending: Block | None = None

    def take(self, block: Block) -> None:
        line = read_line(text=block.text)
        if block.kind is BlockKind.TABLE:
            self._put(block, BlockKind.TABLE, block.text)
        else:
            self._structure(block, line)

    def close_caption(self) -> None:
        """A caption that no article followed is text of its own."""
        if self.pending is not None:
            block, self.pending = self.pending, None
            self._put(block, BlockKind.PARAGRAPH, block.text)

    def preface(self, block: Block) -> None:
        """Take a line before the first rule: the title, the date, a table of contents."""
        text = block.text.lstrip(_MARK).strip()
        if not self.title and _TITLE.search(text.split("\n")[0]):
            self.title = text.split("\n")[0]
        else:
            self._put(block, BlockKind.PARAGRAPH, block.text)

    def _structure(self, block: Block, line: Line) -> None:
        if line.kind is LineKind.CAPTION:
            self.close_caption()
            self.pending = block
            return
        opener = {
            LineKind.DIVISION: self._division,
            LineKind.ARTICLE: self._article,
            LineKind.SUPPLEMENT: self._part,
            LineKind.ANNEX: self._part,
            LineKind.PARAGRAPH: self._paragraph,
            LineKind.ITEM: self._item,
            LineKind.SUBITEM: self._subitem,
        }.get(line.kind)
        if opener is None:
            self._text(block, line)
        else:
            opener(block, line)

    def _division(self, block: Block, line: Line) -> None:
        self.close_caption()
        rank = _UNITS.index(line.unit)
        kept = {unit: name for unit, name in self.position.divisions.items() if _UNITS.index(unit) < rank}
        self.position.enter(article="")
        self.position.caption = ""
        self.position.divisions = kept
        self._put(replace(block, level=rank + 1), BlockKind.HEADING, block.text, place=line.number)
        self.position.divisions = {**kept, line.unit: f"{line.number} {line.rest}".strip()}

    def _part(self, block: Block, line: Line) -> None:
        self.close_caption()
        self.position.divisions = {}
        self.position.caption = ""
        named = f"{line.number}({line.rest})" if line.kind is LineKind.SUPPLEMENT and line.rest else line.number
        self.position.enter(part="")
        self._put(replace(block, level=1), BlockKind.HEADING, block.text, place=named)
        self.position.enter(part=named)

    def _article(self, block: Block, line: Line) -> None:
        caption = line.caption or self._taken_caption()
        self.position.enter(article=line.number)
        self.position.caption = caption
        self._put(block, BlockKind.ARTICLE, line.rest or block.text)

    def _paragraph(self, block: Block, line: Line) -> None:
        caption = self._taken_caption()
        self.position.enter(paragraph=line.number)
        if not self.position.article:
            self.position.caption = caption
        self._put(block, BlockKind.ARTICLE, line.rest)

    def _item(self, block: Block, line: Line) -> None:
        self.close_caption()
        self.position.enter(item=line.number)
        self._put(block, BlockKind.ARTICLE, line.rest, level=1)

    def _subitem(self, block: Block, line: Line) -> None:
        self.close_caption()
        self.position.enter(subitem=line.number)
        self._put(block, BlockKind.ARTICLE, line.rest, level=2)

    def _text(self, block: Block, line: Line) -> None:
        self.close_caption()
        history = line.kind is LineKind.HISTORY
        inside = bool(self.position.article) or self.position.part.startswith("附則")
        kind = BlockKind.CAPTION if history else BlockKind.ARTICLE if inside else BlockKind.PARAGRAPH
        self._put(block, kind, block.text)

    def _taken_caption(self) -> str:
        pending, self.pending = self.pending, None
        return read_line(text=pending.text).caption if pending is not None else ""

    def _put(self, block: Block, kind: BlockKind, text: str, *, place: str = "", level: int | None = None) -> None:
        self.blocks.append(
            replace(
                block,
                kind=kind,
                text=text,
                place=place or self.position.place(),
                heading_path=self.position.path(),
                level=block.level if level is None else level,
            )
        )


def _with_first_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Names the lead of an article 第1項 where a 第2項 follows in the same article."""
    numbered = {block.place.removesuffix("第2項") for block in blocks if block.place.endswith("条第2項")}
    numbered |= {block.place.split("第2項", 1)[0] for block in blocks if re.search(r"条(?:の\d+)*第2項", block.place)}
    return [_renamed(block, numbered) if block.kind is BlockKind.ARTICLE else block for block in blocks]


def _renamed(block: Block, numbered: set[str]) -> Block:
    found = re.match(r"^(.*第\d+条(?:の\d+)*)(第\d+号.*)?$", block.place, re.DOTALL)
    if not found or found[1] not in numbered:
        return block
    return replace(block, place=f"{found[1]}第1項{found[2] or ''}")
