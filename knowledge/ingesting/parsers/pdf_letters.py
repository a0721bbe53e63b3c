"""The letters of a PDF page with their places, joined into segments: runs on one line without a wide gap."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_GAP = 1.0  # of the letter's height: wider blanks set cells and columns apart
_SAME_LINE = 0.5  # of the height: how far two letters of a line may differ vertically
_SAME_COLUMN = 0.5
_LEAST_VERTICAL = 0.6
_LEAST_LETTERS = 12
_LEAST_ACROSS = 3
_BLANKS = " \t\u00a0\u3000"


class Letter(NamedTuple):
    """A letter and its box in points, origin at the lower left; `size` is the box's height, about the font size.

    A tuple, because a booklet has half a million of them.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    number: int
    size: float
    middle: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters of one line that stand close together."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    letters: tuple[Letter, ...]

    @property
    def middle(self) -> float:
        """Height of the segment's middle."""
        return (self.top + self.bottom) / 2


def letters_of(*, page: PdfTextPage, left_out: frozenset[int] = frozenset()) -> list[Letter]:
    """All letters in the order of the file; line ends are left out, blanks kept. `left_out` holds letter numbers."""
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    found = []
    for index, text in enumerate(_texts(page)):
        if text in "\r\n\x00\ufffe\uffff" or index in left_out:
            continue
        if pdfium.FPDFText_GetLooseCharBox(page, index, pointer):
            bottom, top = box.bottom, box.top
            size, middle = max(top - bottom, 0.1), (top + bottom) / 2
            found.append(Letter(text, box.left, bottom, box.right, top, index, size, middle))
    return found


def segments_of(*, letters: list[Letter]) -> list[Segment]:
    """Segments in reading order: the file's own for horizontal text, columns from right to left for vertical text."""
    if is_vertical(letters=letters):
        return _vertical_segments(letters)
    return [segment_of(letters=run) for run in _runs(letters) if any(letter.text not in _BLANKS for letter in run)]


def is_vertical(*, letters: list[Letter]) -> bool:
    """Whether most letters stand below the one before (縦書き)."""
    solid = [letter for letter in letters if letter.text not in _BLANKS]
    if len(solid) < _LEAST_LETTERS:
        return False
    steps = list(pairwise(solid))
    down = sum(
        before.middle - after.middle > _SAME_LINE * after.size
        and abs(before.left - after.left) < _SAME_COLUMN * after.size
        for before, after in steps
    )
    return down >= _LEAST_VERTICAL * len(steps)


def _vertical_segments(letters: list[Letter]) -> list[Segment]:
    """Columns, after what is set across on the same page (a running header, a page number of several digits)."""
    across: list[list[Letter]] = []
    upright: list[Letter] = []
    for run in _runs(letters):
        solid = [letter for letter in run if letter.text not in _BLANKS]
        if len(solid) >= _LEAST_ACROSS:
            across.append(run)
        else:
            upright += solid
    return [segment_of(letters=group) for group in (*across, *_columns(upright))]


def _texts(page: PdfTextPage) -> Iterator[str]:
    count = page.count_chars()
    whole = page.get_text_range(0, count) if count else ""
    if len(whole) == count:
        yield from whole
        return
    # Letters outside the basic plane or without a mapping shift the positions: then one by one.
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(page, index)
        yield chr(code) if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF else "\x00"  # noqa: PLR2004 - Unicode


def _runs(letters: list[Letter]) -> Iterator[list[Letter]]:
    run: list[Letter] = []
    before: Letter | None = None
    for letter in letters:
        if before is not None and not _follows(before, letter):
            yield run
            run = []
        run.append(letter)
        if letter.text not in _BLANKS or before is None:
            before = letter
    if run:
        yield run


def _follows(before: Letter, letter: Letter) -> bool:
    if letter.text in _BLANKS:
        return abs(letter.middle - before.middle) <= before.size or letter.size <= 1
    smaller, larger = (before.size, letter.size) if before.size < letter.size else (letter.size, before.size)
    on_line = abs(before.middle - letter.middle) <= _SAME_LINE * larger
    return on_line and -0.5 * smaller <= letter.left - before.right <= _GAP * larger


def segment_of(*, letters: list[Letter]) -> Segment:
    """One segment of letters that belong together; there must be at least one."""
    solid = [letter for letter in letters if letter.text not in _BLANKS] or letters
    return Segment(
        text="".join(letter.text for letter in letters).strip(_BLANKS),
        left=min(letter.left for letter in solid),
        bottom=min(letter.bottom for letter in solid),
        right=max(letter.right for letter in solid),
        top=max(letter.top for letter in solid),
        size=sorted(letter.size for letter in solid)[len(solid) // 2],
        letters=tuple(solid),
    )


def _columns(letters: list[Letter]) -> list[list[Letter]]:
    """Columns of vertical text from right to left, letters from top to bottom."""
    columns: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: -each.left):
        near = columns and abs(columns[-1][0].left - letter.left) <= _SAME_COLUMN * letter.size
        if near:
            columns[-1].append(letter)
        else:
            columns.append([letter])
    return [sorted(column, key=lambda each: -each.top) for column in columns]
