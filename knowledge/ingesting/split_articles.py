"""Cuts an article of an ordinance: whole where it fits, else by 項, else by groups of 号 under their lead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.ingesting.cut_text import MOST_CHARACTERS, cut_sentences
from knowledge.ingesting.parsed import Block

_PARAGRAPH_OF = re.compile(r"^(.*?第\d+条(?:の\d+)*(?:から第\d+条(?:の\d+)*まで)?|附則(?:\(.*?\))?)?(第\d+項)?")
_LEAD_CHARACTERS = 160


def article_pieces(*, blocks: Sequence[Block]) -> Iterator[Block]:
    """Passages of one article (all blocks share its heading path). `place` names exactly what a passage holds:
    「第12条」, 「第12条第3項」 or 「第12条第3項第1号から第4号まで」. A group of 号 is preceded by its 項's lead (柱書).
    """
    if _size(blocks) <= MOST_CHARACTERS:
        yield _piece(blocks, _article_of(blocks[0].place) or blocks[0].place)
        return
    for place, group in groupby(blocks, key=lambda block: _paragraph_of(block.place)):
        members = list(group)
        if _size(members) <= MOST_CHARACTERS:
            yield _piece(members, place or members[0].place)
        else:
            yield from _by_items(members)


def _by_items(blocks: list[Block]) -> Iterator[Block]:
    lead = blocks[0] if blocks[0].level == 0 else None
    rest = blocks[1:] if lead is not None else blocks
    if lead is not None and (not rest or len(lead.text) > _LEAD_CHARACTERS):
        yield from _long(lead)
        lead = None
    group: list[Block] = []
    for block in rest:
        if group and _size([*group, block]) + (len(lead.text) if lead else 0) > MOST_CHARACTERS and block.level <= 1:
            yield from _items(lead, group)
            group = []
        group.append(block)
    if group:
        yield from _items(lead, group)


def _items(lead: Block | None, group: list[Block]) -> Iterator[Block]:
    place = _span(group[0].place, group[-1].place)
    piece = _piece([lead, *group] if lead is not None else group, place)
    yield from _long(piece)


def _long(block: Block) -> Iterator[Block]:
    for part in cut_sentences(text=block.text):
        yield replace(block, text=part)


def _piece(blocks: Sequence[Block], place: str) -> Block:
    text = "\n".join(_numbered(block) for block in blocks)
    own = blocks[1] if len(blocks) > 1 and blocks[0].level == 0 and blocks[1].place == place else blocks[0]
    spots = tuple(spot for block in blocks for spot in block.spots)
    read = any(block.from_ocr for block in blocks)
    return replace(blocks[0], text=text, place=place, html_anchor=own.html_anchor, level=0, spots=spots, from_ocr=read)


def _numbered(block: Block) -> str:
    """The number that the parser took off the line, set before it again as it is printed."""
    if found := re.search(r"第(\d+号(?:の\d+)*)([ア-ンa-z])?$", block.place):
        number = found[2] or f"({found[1].replace('号', '')})"
        return f"{'　' * block.level}{number}　{block.text}" if block.level else block.text
    if (found := re.search(r"第(\d+)項$", block.place)) and found[1] != "1" and not block.level:
        return f"{found[1]}　{block.text}"
    return block.text


def _span(first: str, last: str) -> str:
    opening, closing = re.sub(r"[ア-ンa-z]$", "", first), re.sub(r"[ア-ンa-z]$", "", last)
    if opening == closing:
        return first if first == last else opening
    tail = re.search(r"第\d+号(?:の\d+)*$", closing)
    return f"{opening}から{tail[0]}まで" if tail else opening


def _article_of(place: str) -> str:
    found = _PARAGRAPH_OF.match(place)
    return (found[1] or "") if found else ""


def _paragraph_of(place: str) -> str:
    found = _PARAGRAPH_OF.match(place)
    return f"{found[1] or ''}{found[2] or ''}" if found else place


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
