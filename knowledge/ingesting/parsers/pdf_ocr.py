"""Scanned pages of a PDF: rendered by pdfium, read by OCR, handed on as lines in their places."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfObject, PdfPage

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsers.ocr import MOST_INK, ReadLine, read_picture
from knowledge.ingesting.parsers.pdf_lines import Line
from knowledge.ingesting.refused import FailureCode, Refused

_POINTS_AN_INCH = 72
_MOST_PIXELS = 24_000_000  # of a rendered page: A2 at 200 dpi
_SCANNED_SHARE = 0.5  # of the page's area: a picture that large may be the page itself
_FEW_LETTERS = 60  # a stamp or a page number over a scan
_HARDLY_ANY = 8
_TITLE_HEIGHT = 1.35  # of the page's usual line: heights of read lines vary with their letters
_SURE = 65.0  # per cent: below, the clerk is told to compare the page
_MILLE = 1000


@dataclass(frozen=True, slots=True)
class ReadScan:
    """Lines of a scanned page; `unsure` when the letters were hard to read, or much of the page was not read at all,
    as in dense tables of figures: there the lines that were read look sure."""

    lines: list[Line]
    unsure: bool


def is_scanned(*, page: PdfPage, objects: list[PdfObject], letters: int, limits: Limits) -> bool:
    """Whether a page has to be read from its picture. Raises Refused(PIXEL_BOMB) for a picture above the limit."""
    share = 0.0
    width, height = page.get_size()
    for item in objects:
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            _check_size(item, limits)
            share = max(share, _area(item) / max(width * height, 1))
    has_picture = share > 0
    return (letters < _HARDLY_ANY and has_picture) or (letters < _FEW_LETTERS and share >= _SCANNED_SHARE)


def read_scan(*, page: PdfPage, number: int, limits: Limits) -> ReadScan:
    """The lines of a scanned page. Raises Refused as `read_picture` does."""
    width, height = page.get_size()
    scale = min(limits.ocr_dpi / _POINTS_AN_INCH, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    picture = page.render(scale=scale, grayscale=True).to_pil()
    read = read_picture(picture=picture, dpi=round(scale * _POINTS_AN_INCH), seconds=limits.ocr_page_seconds)
    # The usual height is that of the middle letter, not of the middle line: headers and captions are many short lines.
    sizes = sorted(_thickness(line, vertical=read.vertical) for line in read.lines for _letter in line.text)
    usual = sizes[len(sizes) // 2] if sizes else 1
    lines = []
    for line in read.lines:
        thick = _thickness(line, vertical=read.vertical)
        size = round((thick if thick > _TITLE_HEIGHT * usual else usual) / scale)
        lines.append(
            Line(
                line.text,
                number,
                line.left / scale,
                line.right / scale,
                height - line.bottom / scale,
                height - line.top / scale,
                max(size, 1),
                vertical=read.vertical,
                from_ocr=True,
                spot=_spot(line, picture.width, picture.height),
            )
        )
    return ReadScan(lines, unsure=read.sure < _SURE or read.inked < MOST_INK)


def _thickness(line: ReadLine, *, vertical: bool) -> int:
    return line.right - line.left if vertical else line.bottom - line.top


def _spot(line: ReadLine, width: int, height: int) -> tuple[int, int, int, int]:
    across, down = _MILLE / width, _MILLE / height
    return (
        math.floor(line.left * across),
        math.floor(line.top * down),
        math.ceil(line.right * across),
        math.ceil(line.bottom * down),
    )


def _check_size(item: PdfObject, limits: Limits) -> None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    known = pdfium.FPDFImageObj_GetImagePixelSize(item.raw, width, height)
    if known and width.value * height.value > limits.pixels:
        raise Refused(FailureCode.PIXEL_BOMB, f"{width.value:,}×{height.value:,}")


def _area(item: PdfObject) -> float:
    values = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item.raw, *values):
        return 0.0
    left, bottom, right, top = (value.value for value in values)
    return max(right - left, 0) * max(top - bottom, 0)
