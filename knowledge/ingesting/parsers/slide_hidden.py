"""Finds the text of a slide that nobody sees: hidden, beside the slide, tiny, or in the colour of what is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.oxml.ns import qn
from pptx.util import Pt

from knowledge.ingesting.parsers.slide_colours import (
    UNSURE,
    Paint,
    Palette,
    background_of,
    fill_of,
    is_alike,
    palette_of,
    plain,
)

_TINY: Final = Pt(2)
_Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stage:
    """A slide as it is painted: its size, colours and background, and all shapes on it, the lowest first."""

    size: tuple[int, int]
    palette: Palette
    background: Paint
    shapes: Sequence[Any]


def stage_of(*, slide: Any, size: tuple[int, int]) -> Stage:
    """What letters on a slide stand before: shapes of its master and layout that are no placeholders, then its own."""
    palette = palette_of(slide=slide)
    layout = slide.slide_layout
    given = [each for part in (layout.slide_master, layout) for each in part.shapes if not each.is_placeholder]
    return Stage(size, palette, background_of(slide=slide, palette=palette), [*given, *slide.shapes])


def is_unseen(*, shape: Any, stage: Stage) -> bool:
    """Whether the whole shape is hidden by its property or stands beside the slide."""
    if shape._element.xpath("boolean(.//p:cNvPr[@hidden='1'])"):  # noqa: SLF001 - python-pptx has no other way to ask
        return True
    box = _box(shape)
    if box is None or not (shape.has_text_frame and shape.text_frame.text.strip()):
        return False
    beside = box[2] <= 0 or box[0] >= stage.size[0] > 0
    return beside or box[3] <= 0 or box[1] >= stage.size[1] > 0


def unseen_runs(*, shape: Any, stage: Stage) -> frozenset[int]:
    """Which runs of the shape's text, counted from 0 through all paragraphs, are tiny or cannot be told from what is
    behind them. Letters over a picture, a gradient or half over a shape count as seen."""
    runs = [(run, paragraph.level) for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    behind = _behind(shape, stage)
    return frozenset(
        number
        for number, (run, level) in enumerate(runs)
        if run.text.strip() and (_is_tiny(run) or is_alike(_colour(run, level, shape, stage.palette), behind))
    )


def _is_tiny(run: Any) -> bool:
    return run.font.size is not None and run.font.size <= _TINY


def _colour(run: Any, level: int, shape: Any, palette: Palette) -> Paint:
    """Of the letters: their own, else that of the text box's list style, else that of the shape's style."""
    body = shape.text_frame._txBody  # noqa: SLF001 - python-pptx has no other way to ask
    style = body.find(f"{qn('a:lstStyle')}/{qn(f'a:lvl{level + 1}pPr')}/{qn('a:defRPr')}")
    for look in (run._r.find(qn("a:rPr")), style):  # noqa: SLF001 - python-pptx has no other way to ask
        found = fill_of(look, palette)
        if found is not None:
            return found
    font = shape._element.find(f"{qn('p:style')}/{qn('a:fontRef')}")  # noqa: SLF001 - python-pptx has no other way to ask
    return plain(font, palette) if font is not None else UNSURE


def _behind(shape: Any, stage: Stage) -> Paint:
    own = _fill(shape, stage.palette)
    if own is not None:
        return own
    box = _box(shape)
    below = _below(shape, stage)
    if below is None or box is None:  # within a group, where places are counted otherwise
        return UNSURE
    for other in reversed(below):
        place, paint = _box(other), _fill(other, stage.palette)
        if paint is None or (place is not None and not _touch(place, box)):
            continue
        return paint if place is not None and _covers(place, box) else UNSURE
    return stage.background


def _below(shape: Any, stage: Stage) -> Sequence[Any] | None:
    for at, each in enumerate(stage.shapes):
        if each._element is shape._element:  # noqa: SLF001 - python-pptx has no other way to ask
            return stage.shapes[:at]
    return None


def _fill(shape: Any, palette: Palette) -> Paint:
    """How a shape is painted itself; what it takes from its layout or its style is painted, but not known."""
    element = shape._element  # noqa: SLF001 - python-pptx has no other way to ask
    properties = element.find(qn("p:spPr"))
    if properties is None or element.tag == qn("p:pic"):
        return UNSURE
    if properties.find(qn("a:noFill")) is not None:
        return None
    found = fill_of(properties, palette)
    if found is not None:
        return found
    style = element.find(f"{qn('p:style')}/{qn('a:fillRef')}")
    if style is not None and style.get("idx") != "0":
        return UNSURE
    return _inherited(shape, palette) if shape.is_placeholder else None


def _inherited(shape: Any, palette: Palette) -> Paint:
    part = getattr(shape, "part", None)
    layout = getattr(part, "slide_layout", None)
    index = shape.placeholder_format.idx
    for each in layout.placeholders if layout is not None else ():
        if each.placeholder_format.idx == index:
            return fill_of(each._element.find(qn("p:spPr")), palette)  # noqa: SLF001 - python-pptx has no other way to ask
    return None


def _box(shape: Any) -> _Box | None:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    if left is None or top is None or width is None or height is None:
        return None
    return left, top, left + width, top + height


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(one: _Box, other: _Box) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]
