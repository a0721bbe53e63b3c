"""Where something stands on a PDF page, in thousandths of the page as it is shown: for marking it on a picture."""

import ctypes

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

Spot = tuple[int, int, int, int]
_MILLE = 1000


def spot_of(*, page: PdfPage, left: float, bottom: float, right: float, top: float) -> Spot:
    """(left, top, right, bottom) in thousandths from the upper left, for a box in the page's own points.

    Turned pages and a crop box are taken into account; what lies outside is cut to the page.
    """
    corners = [_shown(page, left, top), _shown(page, right, bottom)]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return xs[0], ys[0], max(xs[1], xs[0] + 1), max(ys[1], ys[0] + 1)


def _shown(page: PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _MILLE, _MILLE, 0, x, y, across, down)
    return min(max(across.value, 0), _MILLE), min(max(down.value, 0), _MILLE)
