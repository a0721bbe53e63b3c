"""Finds text that a PDF page holds but does not show: invisible, white, tiny or off the page."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfiumError, PdfObject, PdfPage, PdfTextPage

_INVISIBLE_MODE = 3
_WHITE = 250
_TINY_POINTS = 1.5
_LARGE_IMAGE = 0.5
_EXCERPT_CHARACTERS = 120
_LEAST_LETTERS = 4
_MOST_BOXES = 20
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class HiddenText:
    """`letters`: numbers of the letters a reader cannot see. `excerpt`: their text. `ocr`: an invisible layer over a
    scanned page, which is how OCR writes its result; it is no finding. `boxes`: where its lines stand, in the page's
    own points, for showing a reviewer the place.
    """

    letters: frozenset[int]
    excerpt: str
    ocr: bool
    boxes: tuple[Box, ...] = ()


def hidden_text(*, page: PdfPage, objects: list[PdfObject], text: PdfTextPage) -> HiddenText:
    """The invisible text of a page. `objects` are all of its objects in drawing order."""
    marked, large_image = _hidden_objects(page, objects)
    if not marked:
        return HiddenText(frozenset(), "", ocr=False)
    numbers = [i for i in range(text.count_chars()) if _address(pdfium.FPDFText_GetTextObject(text, i)) in marked]
    words = "".join(chr(pdfium.FPDFText_GetUnicode(text, index)) for index in numbers if index >= 0)
    words = " ".join(words.split())
    if large_image and all(mode == _INVISIBLE_MODE for mode in marked.values()):
        return HiddenText(frozenset(), "", ocr=bool(words))
    excerpt = words[:_EXCERPT_CHARACTERS] if len(words) >= _LEAST_LETTERS else ""
    return HiddenText(frozenset(numbers), excerpt, ocr=False, boxes=_line_boxes(text, numbers) if excerpt else ())


def _line_boxes(text: PdfTextPage, numbers: list[int]) -> tuple[Box, ...]:
    """One box a line: letters that follow each other at about the same height."""
    lines: list[Box] = []
    for number in numbers:
        left, bottom, right, top = text.get_charbox(number, loose=True)
        if right <= left or top <= bottom:
            continue
        last = lines[-1] if lines else None
        if last and bottom < (last[1] + last[3]) / 2 < top:
            lines[-1] = (min(last[0], left), min(last[1], bottom), max(last[2], right), max(last[3], top))
        elif len(lines) < _MOST_BOXES:
            lines.append((left, bottom, right, top))
    return tuple(lines)


def _hidden_objects(page: PdfPage, objects: list[PdfObject]) -> tuple[dict[int, int], bool]:
    """(address of each hidden text object → its render mode, whether an image covers half of the page)."""
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    behind: list[Box] = []
    found: dict[int, int] = {}
    large_image = False
    for item in objects:
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(item.raw)
            box = _bounds(item.raw) if item.level == 0 else None
            outside = box is not None and (box[2] < left or box[0] > right or box[3] < bottom or box[1] > top)
            if mode == _INVISIBLE_MODE or outside or (box is not None and _is_unseen(item.raw, box, behind)):
                found[_address(item.raw)] = mode
        elif (box := _bounds(item.raw)) is not None and item.level == 0:
            is_image = item.type == pdfium.FPDF_PAGEOBJ_IMAGE
            large_image = large_image or (is_image and _area(box) >= _LARGE_IMAGE * width * height)
            if item.type != pdfium.FPDF_PAGEOBJ_PATH or not _is_white(item.raw):
                behind.append(box)
    return found, large_image


def _is_unseen(item: "pdfium.FPDF_PAGEOBJECT", box: Box, behind: list[Box]) -> bool:
    if _points(item) < _TINY_POINTS:
        return True
    if not _is_white(item):
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not any(back[0] <= x <= back[2] and back[1] <= y <= back[3] for back in behind)


def _is_white(item: "pdfium.FPDF_PAGEOBJECT") -> bool:
    """White or fully transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _points(item: "pdfium.FPDF_PAGEOBJECT") -> float:
    """Font size as it appears, in points."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    if not pdfium.FPDFTextObj_GetFontSize(item, size) or not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return math.inf
    return abs(size.value) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _bounds(item: "pdfium.FPDF_PAGEOBJECT") -> Box | None:
    values = [ctypes.c_float() for _ in range(4)]
    try:
        known = pdfium.FPDFPageObj_GetBounds(item, *values)
    except PdfiumError:
        return None
    return (values[0].value, values[1].value, values[2].value, values[3].value) if known else None


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _address(item: "pdfium.FPDF_PAGEOBJECT") -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0
