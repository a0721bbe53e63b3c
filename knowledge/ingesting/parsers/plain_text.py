"""Plain text: paragraphs by blank lines, headings by the signs that municipal notices use."""

import re

from knowledge.ingesting.parsed import Block, BlockKind, DocumentKind, ParsedDocument, ParseWarning, WarningCode
from knowledge.ingesting.parsers.charset import decode
from knowledge.ingesting.parsers.ordinance import looks_like_ordinance, structured
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, title_from, with_paths
from knowledge.ingesting.refused import FailureCode, Refused

_RULE = re.compile(r"^[\s=＝\-－―─━*＊_~〜・…#]{3,}$")
_MARKED = re.compile(r"^\s*(?:[■□●◆◇◎★▼▽▶【〔《＜<]|第[0-9０-９一二三四五六七八九十]+[章節](?:\s|　))")
_NUMBERED = re.compile(r"^\s*(?:[0-9０-９]{1,2}[.．、]|[0-9０-９]{1,2}\s*　|[①-⑳]|[(（][0-9０-９]{1,2}[)）])\s*\S")
_LISTED = re.compile(r"^\s*(?:[・･○〇※◦*＊]|[-－]\s)\s*\S")
_SENTENCE_END = re.compile(r"[。．.、,，)）」]$")
_HEADING_CHARACTERS = 40


def parse_plain_text(*, content: bytes, name: str) -> ParsedDocument:
    """A text file in reading order. Raises Refused(UNREADABLE_CHARSET, NO_TEXT)."""
    decoded = decode(content=content)
    blocks = _blocks(decoded.text)
    if not blocks:
        raise Refused(FailureCode.NO_TEXT)
    warnings = (ParseWarning(WarningCode.CHARSET_GUESSED, detail=decoded.encoding),) if decoded.guessed else ()
    language = language_of(text=decoded.text)
    if looks_like_ordinance(blocks=blocks):
        title, placed = structured(blocks=blocks)
        return ParsedDocument(title or stem(name=name), language, DocumentKind.ORDINANCE, placed, warnings=warnings)
    placed = with_paths(blocks=blocks)
    title = title_from(blocks=placed, name=name)
    return ParsedDocument(title, language, DocumentKind.PROSE, placed, warnings=warnings)


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    lines: list[str] = []
    ruled = False
    for line in [*text.split("\n"), ""]:
        if _RULE.match(line):
            # A single line between two rules is how typed notices set a heading.
            _close(lines, blocks, heading=ruled and len(lines) == 1)
            ruled = True
            continue
        if not line.strip():
            _close(lines, blocks, heading=False)
        elif _is_heading(line, first=not blocks and not lines):
            _close(lines, blocks, heading=False)
            _close([line], blocks, heading=True)
        else:
            if _LISTED.match(line) or _NUMBERED.match(line):
                _close(lines, blocks, heading=False)
            lines.append(line)
            ruled = ruled and len(lines) == 1
    return blocks


def _is_heading(line: str, *, first: bool) -> bool:
    plain = line.strip()
    if len(plain) > _HEADING_CHARACTERS or _SENTENCE_END.search(plain):
        return first and len(plain) <= 2 * _HEADING_CHARACTERS and not plain.endswith("。")
    return first or bool(_MARKED.match(line))


def _close(lines: list[str], blocks: list[Block], *, heading: bool) -> None:
    text = tidy(text="\n".join(lines))
    if text and heading:
        blocks.append(Block(BlockKind.HEADING, text, level=2 if blocks else 1))
    elif text:
        listed = _LISTED.match(lines[0]) or _NUMBERED.match(lines[0])
        blocks.append(Block(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, text, level=1 if listed else 0))
    lines.clear()
