"""Word files: headings by style or outline level, lists, tables with merged cells, text boxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from knowledge.ingesting.parsed import (
    Block,
    BlockKind,
    DocumentKind,
    Finding,
    FindingKind,
    ParsedDocument,
    ParseWarning,
    WarningCode,
)
from knowledge.ingesting.parsers.ordinance import looks_like_ordinance, structured
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, title_from, with_paths
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed
from knowledge.ingesting.parsers.word_runs import texts_of
from knowledge.ingesting.refused import FailureCode, Refused

_HEADING_STYLE = re.compile(r"^(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
_EXCERPT_CHARACTERS = 120
_DEEPEST = 6
_MOST_SPAN = 50
# lxml raises subclasses of SyntaxError for XML that is none.
_BROKEN = (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, OSError)


def parse_word(*, content: bytes, name: str) -> ParsedDocument:
    """A .docx in reading order, with tracked changes accepted. Raises Refused(BROKEN, NO_TEXT)."""
    try:
        document = Document(BytesIO(content))
        styles = {style.style_id: style for style in document.styles}
        reading = _Reading(styles, _vanished(styles))
        reading.take(document.element.body)
    except _BROKEN as broken:
        raise Refused(FailureCode.BROKEN) from broken
    if not reading.blocks:
        raise Refused(FailureCode.NO_TEXT)
    language = language_of(text="\n".join(block.text for block in reading.blocks))
    if looks_like_ordinance(blocks=reading.blocks):
        title, placed = structured(blocks=reading.blocks)
        kind = DocumentKind.ORDINANCE
    else:
        placed = with_paths(blocks=reading.blocks)
        title, kind = title_from(blocks=placed, name=name), DocumentKind.PROSE
    findings = tuple(Finding(FindingKind.HIDDEN_TEXT, "", text[:_EXCERPT_CHARACTERS]) for text in reading.hidden)
    warnings = (ParseWarning(WarningCode.TRACKED_CHANGES),) if reading.tracked else ()
    return ParsedDocument(title or stem(name=name), language, kind, placed, warnings=warnings, findings=findings)


@dataclass(slots=True)
class _Reading:
    styles: dict[str, Any]
    vanished: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    tracked: bool = False

    def take(self, parent: Any) -> None:
        for element in _content(parent):
            if element.tag == qn("w:tbl"):
                self._table(element)
            else:
                self._paragraph(element)

    def _paragraph(self, element: Any) -> None:
        texts = texts_of(paragraph=element, vanished=self.vanished)
        self.tracked = self.tracked or texts.tracked
        text = tidy(text="".join(texts.shown))
        if concealed := tidy(text="".join(texts.hidden)):
            self.hidden.append(concealed)
        if text:
            self.blocks.append(self._block(element, text))
        for box in texts.boxes:
            self.take(box)

    def _block(self, element: Any, text: str) -> Block:
        look = element.find(qn("w:pPr"))
        level = self._heading_level(look) if look is not None else 0
        if level:
            return Block(BlockKind.HEADING, text, level=min(level, _DEEPEST))
        numbering = look.find(qn("w:numPr")) if look is not None else None
        if numbering is None:
            return Block(BlockKind.PARAGRAPH, text)
        depth = numbering.find(qn("w:ilvl"))
        return Block(BlockKind.LIST_ITEM, text, level=int(depth.get(qn("w:val")) or 0) + 1 if depth is not None else 1)

    def _heading_level(self, look: Any) -> int:
        outline = look.find(qn("w:outlineLvl"))
        named = look.find(qn("w:pStyle"))
        style = self.styles.get(named.get(qn("w:val"))) if named is not None else None
        while outline is None and style is not None:
            found = _HEADING_STYLE.match(style.name or "")
            if found or (style.name or "") in ("Title", "表題"):
                return int(found[1]) if found else 1
            outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            style = style.base_style
        level = int(outline.get(qn("w:val")) or 9) if outline is not None else 9
        return level + 1 if level < _DEEPEST else 0

    def _table(self, table: Any) -> None:
        rows = trimmed(rows=self._rows(table))
        if not rows:
            return
        if len(rows[0]) == 1:
            self.blocks += [Block(BlockKind.PARAGRAPH, row[0]) for row in rows]
            return
        headers = guessed_header_rows(rows=rows)
        text = table_text(rows=rows, header_rows=headers)
        self.blocks.append(Block(BlockKind.TABLE, text, rows=tuple(rows), header_rows=headers))

    def _rows(self, table: Any) -> list[list[str]]:
        rows: list[list[str]] = []
        for row in table.iter(qn("w:tr")):
            line: list[str] = []
            for cell in row.findall(qn("w:tc")):
                look = cell.find(qn("w:tcPr"))
                merge = look.find(qn("w:vMerge")) if look is not None else None
                span = look.find(qn("w:gridSpan")) if look is not None else None
                wide = min(int(span.get(qn("w:val")) or 1), _MOST_SPAN) if span is not None else 1
                continued = merge is not None and merge.get(qn("w:val")) != "restart"
                above = rows[-1][len(line)] if continued and rows and len(line) < len(rows[-1]) else None
                line += [above if above is not None else self._cell_text(cell)] * wide
            rows.append(line)
        return rows

    def _cell_text(self, cell: Any) -> str:
        parts = []
        for paragraph in cell.iter(qn("w:p")):
            texts = texts_of(paragraph=paragraph, vanished=self.vanished)
            parts.append("".join(texts.shown))
            if concealed := tidy(text="".join(texts.hidden)):
                self.hidden.append(concealed)
        return tidy(text="\n".join(parts)).replace("\n", " ")


def _vanished(styles: dict[str, Any]) -> frozenset[str]:
    """Ids of styles whose text is hidden."""
    path = f"{qn('w:rPr')}/{qn('w:vanish')}"
    return frozenset(key for key, style in styles.items() if style.element.find(path) is not None)


def _content(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, looking through content controls and insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
            yield from _content(child)
