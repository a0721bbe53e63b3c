"""The ruled lines of a PDF page and the grids they form."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium
from pypdfium2 import PdfObject

_THIN = 2.5  # points: a filled shape no thicker than this is a line
_LEAST_LENGTH = 6.0
_NEAR = 3.0  # points: lines closer than this are the same line of the grid
_MOST_LINES = 6_000
_MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal line (`at` is y, from `start` to `end` in x) or a vertical one (`at` is x, in y)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Cell borders: `xs` ascending, `ys` descending (top first), and the lines that really are drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]

    def has_line_below(self, *, row: int, column: int) -> bool:
        """Whether a line is drawn under the cell."""
        x = (self.xs[column] + self.xs[column + 1]) / 2
        return any(abs(line.at - self.ys[row + 1]) <= _NEAR and line.start <= x <= line.end for line in self.across)

    def has_line_right(self, *, row: int, column: int) -> bool:
        """Whether a line is drawn right of the cell."""
        y = (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs(line.at - self.xs[column + 1]) <= _NEAR and line.start <= y <= line.end for line in self.down)


def grids_of(*, objects: list[PdfObject]) -> list[Grid]:
    """Grids with at least two cells, largest first, from a page's objects."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for item in (each for each in objects if each.type == pdfium.FPDF_PAGEOBJ_PATH):
        for is_across, line in _lines(item):
            (across if is_across else down).append(line)
        if len(across) + len(down) > _MOST_LINES:
            return []
    groups = _connected(_united(across), _united(down))
    found = [grid for group in groups if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: -(grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1]))


def _lines(item: PdfObject) -> Iterator[tuple[bool, Ruling]]:
    points = list(_points(item))
    for (x1, y1, _), (x2, y2, is_move) in pairwise(points):
        if is_move:
            continue
        if abs(y1 - y2) <= _THIN and abs(x1 - x2) >= _LEAST_LENGTH:
            yield True, Ruling((y1 + y2) / 2, min(x1, x2), max(x1, x2))
        elif abs(x1 - x2) <= _THIN and abs(y1 - y2) >= _LEAST_LENGTH:
            yield False, Ruling((x1 + x2) / 2, min(y1, y2), max(y1, y2))


def _points(item: PdfObject) -> Iterator[tuple[float, float, bool]]:
    """Corner points in page space, and whether the pen moved there without drawing. Closed shapes return home."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item.raw, matrix):
        return
    home: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(pdfium.FPDFPath_CountSegments(item.raw), _MOST_POINTS)):
        part = pdfium.FPDFPath_GetPathSegment(item.raw, number)
        if not pdfium.FPDFPathSegment_GetPoint(part, x, y):
            continue
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        is_move = pdfium.FPDFPathSegment_GetType(part) == pdfium.FPDF_SEGMENT_MOVETO
        yield *place, is_move
        home = place if is_move or home is None else home
        if pdfium.FPDFPathSegment_GetClose(part):
            yield *home, False


def _united(lines: list[Ruling]) -> list[Ruling]:
    """Pieces of one line (every cell draws its own borders) as one; order along the page."""
    united: list[Ruling] = []
    for line in sorted(lines, key=lambda each: (round(each.at / _NEAR), each.start)):
        last = united[-1] if united else None
        if last is not None and abs(last.at - line.at) <= _NEAR and line.start <= last.end + _NEAR:
            united[-1] = Ruling(last.at, last.start, max(last.end, line.end))
        else:
            united.append(line)
    return united


def _connected(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that touch each other: one group a table."""
    groups: list[tuple[list[Ruling], list[Ruling]]] = []
    free = list(down)
    waiting = list(across)
    while waiting:
        group: tuple[list[Ruling], list[Ruling]] = ([waiting.pop()], [])
        fresh = group[0][:]
        while fresh:
            touching = [line for line in free if any(_touch(flat, line) for flat in fresh)]
            taken = set(map(id, touching))
            free = [line for line in free if id(line) not in taken]
            group[1].extend(touching)
            fresh = [flat for flat in waiting if any(_touch(flat, line) for line in touching)]
            taken = set(map(id, fresh))
            waiting = [flat for flat in waiting if id(flat) not in taken]
            group[0].extend(fresh)
        groups.append(group)
    return groups


def _touch(flat: Ruling, upright: Ruling) -> bool:
    beside = flat.start - _NEAR <= upright.at <= flat.end + _NEAR
    return beside and upright.start - _NEAR <= flat.at <= upright.end + _NEAR


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    xs = _distinct([line.at for line in down])
    ys = _distinct([line.at for line in across])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:  # noqa: PLR2004 - two lines make a cell
        return None
    return Grid(tuple(xs), tuple(ys), tuple(across), tuple(down))


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
