"""PowerPoint files: one heading a slide, its texts, tables and notes; hidden slides are left out and named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from knowledge.ingesting.parsed import Block, BlockKind, DocumentKind, Finding, FindingKind, ParsedDocument
from knowledge.ingesting.parsers.outline import language_of, stem, tidy, with_paths
from knowledge.ingesting.parsers.slide_hidden import Stage, is_unseen, stage_of, unseen_runs
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed
from knowledge.ingesting.refused import FailureCode, Refused

_EXCERPT_CHARACTERS = 120
# lxml raises subclasses of SyntaxError for XML that is none.
_BROKEN = (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, OSError)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Of one shape: its paragraphs with their levels as a reader sees them, and the text nobody sees."""

    shape: Any
    shown: tuple[tuple[str, int], ...] = ()
    hidden: str = ""
    unseen: bool = False


def parse_slides(*, content: bytes, name: str) -> ParsedDocument:
    """A .pptx; `page` of a block is the slide's number. Raises Refused(BROKEN, NO_TEXT)."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    try:
        shown = Presentation(BytesIO(content))
        slides, size = list(shown.slides), (shown.slide_width or 0, shown.slide_height or 0)
        for number, slide in enumerate(slides, start=1):
            stage = stage_of(slide=slide, size=size)
            texts = [_texts(shape, stage) for shape in _flat(slide.shapes)]
            found = list(_slide_blocks(slide, number, texts))
            concealed = " ".join(each.hidden for each in texts if each.hidden)
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


def _texts(shape: Any, stage: Stage) -> _Texts:
    unseen = is_unseen(shape=shape, stage=stage)
    if unseen or not shape.has_text_frame:
        words = str(shape.text_frame.text).strip() if shape.has_text_frame else ""
        return _Texts(shape, hidden=words, unseen=unseen)
    concealed, number = unseen_runs(shape=shape, stage=stage), 0
    shown: list[tuple[str, int]] = []
    hidden: list[str] = []
    for paragraph in shape.text_frame.paragraphs:
        seen: list[str] = []
        for run in paragraph.runs:
            (hidden if number in concealed else seen).append(run.text)
            number += 1
        whole = "".join(run.text for run in paragraph.runs)
        text = tidy(text="".join(seen) if whole else paragraph.text)
        shown += [(text, paragraph.level)] if text else []
    return _Texts(shape, tuple(shown), "".join(hidden).strip())


def _slide_blocks(slide: Any, number: int, texts: Sequence[_Texts]) -> Iterator[Block]:
    place = f"スライド{number}"
    title = slide.shapes.title
    own = [each for each in texts if title is not None and each.shape.shape_id == title.shape_id]
    named = " ".join(text.replace("\n", " ") for each in own for text, _ in each.shown)
    yield Block(BlockKind.HEADING, named or place, level=1, page=number, place=place)
    for each in texts:
        if not each.unseen and each not in own:
            yield from _shape_blocks(each, number, place)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = tidy(text=slide.notes_slide.notes_text_frame.text)
        if notes:
            yield Block(BlockKind.PARAGRAPH, notes, page=number, place=f"{place}（ノート）")


def _shape_blocks(texts: _Texts, number: int, place: str) -> Iterator[Block]:
    shape = texts.shape
    if getattr(shape, "has_table", False) and shape.has_table:
        rows = trimmed(rows=[[cell.text for cell in row.cells] for row in shape.table.rows])
        headers = guessed_header_rows(rows=rows)
        text = table_text(rows=rows, header_rows=headers)
        if text:
            yield Block(BlockKind.TABLE, text, page=number, place=place, rows=tuple(rows), header_rows=headers)
    for text, level in texts.shown:
        yield Block(BlockKind.LIST_ITEM, text, level=level + 1, page=number, place=place)


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape
