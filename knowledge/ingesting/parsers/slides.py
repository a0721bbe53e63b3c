"""PowerPoint files: one heading a slide, its texts, tables and notes; hidden slides are left out and named."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.util import Pt

from knowledge.ingesting.parsed import Block, BlockKind, DocumentKind, Finding, FindingKind, ParsedDocument
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, with_paths
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed
from knowledge.ingesting.refused import FailureCode, Refused

_EXCERPT_CHARACTERS = 120
_TINY = Pt(2)
# lxml raises subclasses of SyntaxError for XML that is none.
_BROKEN = (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, OSError)


def parse_slides(*, content: bytes, name: str) -> ParsedDocument:
    """A .pptx; `page` of a block is the slide's number. Raises Refused(BROKEN, NO_TEXT)."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    try:
        shown = Presentation(BytesIO(content))
        slides, size = list(shown.slides), (shown.slide_width or 0, shown.slide_height or 0)
        for number, slide in enumerate(slides, start=1):
            found = list(_slide_blocks(slide, number, size))
            concealed = " ".join(_words(shape) for shape in _flat(slide.shapes) if _is_unseen(shape, size)).strip()
            if concealed:
                findings.append(Finding(FindingKind.HIDDEN_TEXT, f"スライド{number}", concealed[:_EXCERPT_CHARACTERS]))
            if slide._element.get("show") == "0":  # noqa: SLF001 - python-pptx has no other way to ask
                text = " ".join(block.text for block in found)[:_EXCERPT_CHARACTERS]
                findings += [Finding(FindingKind.HIDDEN_SHEET, f"スライド{number}", text)] if text else []
            else:
                blocks += found
    except _BROKEN as broken:
        raise Refused(FailureCode.BROKEN) from broken
    if not any(block.text for block in blocks):
        raise Refused(FailureCode.NO_TEXT)
    placed = with_paths(blocks=blocks)
    language = language_of(text="\n".join(block.text for block in placed))
    title = next((block.text for block in placed if block.kind is BlockKind.HEADING), "") or stem(name=name)
    return ParsedDocument(
        title, language, DocumentKind.SLIDES, placed, findings=tuple(findings), page_count=len(slides)
    )


def _slide_blocks(slide: Any, number: int, size: tuple[int, int]) -> Iterator[Block]:
    place = f"スライド{number}"
    title = slide.shapes.title
    named = tidy(text=title.text_frame.text).replace("\n", " ") if title is not None else ""
    yield Block(BlockKind.HEADING, named or place, level=1, page=number, place=place)
    for shape in _flat(slide.shapes):
        if (title is None or shape.shape_id != title.shape_id) and not _is_unseen(shape, size):
            yield from _shape_blocks(shape, number, place)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = tidy(text=slide.notes_slide.notes_text_frame.text)
        if notes:
            yield Block(BlockKind.PARAGRAPH, notes, page=number, place=f"{place}（ノート）")


def _shape_blocks(shape: Any, number: int, place: str) -> Iterator[Block]:
    if getattr(shape, "has_table", False) and shape.has_table:
        rows = trimmed(rows=[[cell.text for cell in row.cells] for row in shape.table.rows])
        headers = guessed_header_rows(rows=rows)
        text = table_text(rows=rows, header_rows=headers)
        if text:
            yield Block(BlockKind.TABLE, text, page=number, place=place, rows=tuple(rows), header_rows=headers)
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            text = tidy(text="".join(run.text for run in paragraph.runs) or paragraph.text)
            if text:
                yield Block(BlockKind.LIST_ITEM, text, level=paragraph.level + 1, page=number, place=place)


def _words(shape: Any) -> str:
    return str(shape.text_frame.text).strip() if shape.has_text_frame else ""


def _is_unseen(shape: Any, size: tuple[int, int]) -> bool:
    """Hidden by its property, wholly beside the slide, or set in letters too small to be seen."""
    if shape._element.xpath("boolean(.//p:cNvPr[@hidden='1'])"):  # noqa: SLF001 - python-pptx has no other way to ask
        return True
    if not _words(shape):
        return False
    if shape.left is not None and shape.width is not None and shape.top is not None and shape.height is not None:
        beside = shape.left + shape.width <= 0 or shape.left >= size[0] > 0
        if beside or shape.top + shape.height <= 0 or shape.top >= size[1] > 0:
            return True
    sizes = [run.font.size for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    return bool(sizes) and all(each is not None and each <= _TINY for each in sizes)


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape
