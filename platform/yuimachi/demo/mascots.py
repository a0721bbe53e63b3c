"""Draws the mascots of the demo towns: a serow, a round whale and an otter, in flat shapes at four times the size."""

from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

_SIZE: Final = 256
_SCALE: Final = 4
_INK: Final = "#33302e"
_WHITE: Final = "#ffffff"
_CHEEK: Final = "#f6b8a8"
Pen = ImageDraw.ImageDraw


def mascot_picture(*, slug: str) -> bytes:
    """PNG of a town's mascot on its round ground. Raises KeyError for a town without one."""
    ground, draw = _MASCOTS[slug]
    large = Image.new("RGBA", (_SIZE * _SCALE, _SIZE * _SCALE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(large)
    _round(pen, 128, 128, 126, 126, colour=ground)
    draw(pen)
    mask = Image.new("L", large.size, 0)
    _round(ImageDraw.Draw(mask), 128, 128, 126, 126, colour=255)
    cut = Image.new("RGBA", large.size, (0, 0, 0, 0))
    cut.paste(large, mask=mask)
    written = BytesIO()
    cut.resize((_SIZE, _SIZE), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _serow(pen: Pen) -> None:
    """くもしか: a Japanese serow of the clouds with a towel around its neck."""
    fur, pale = "#8b8378", "#efe9df"
    _round(pen, 128, 236, 84, 60, colour=fur)
    _round(pen, 128, 246, 46, 52, colour=pale)
    for side in (-1, 1):
        _shape(pen, [(128 + side * 24, 66), (128 + side * 38, 66), (128 + side * 42, 26), (128 + side * 34, 30)], _INK)
        _shape(
            pen, [(128 + side * 52, 92), (128 + side * 104, 78), (128 + side * 96, 106), (128 + side * 58, 118)], fur
        )
        _shape(
            pen, [(128 + side * 60, 98), (128 + side * 92, 88), (128 + side * 86, 102), (128 + side * 62, 110)], _CHEEK
        )
    _round(pen, 128, 122, 64, 66, colour=fur)
    _round(pen, 128, 150, 50, 44, colour=pale)
    for x in (102, 128, 154):
        _round(pen, x, 68, 22, 18, colour=_WHITE)
    _face(pen, eyes=(102, 154, 126), nose=(128, 152, 13, 9), mouth=166)
    _shape(pen, [(72, 184), (184, 184), (176, 208), (80, 208)], "#2f6db5")
    _round(pen, 128, 196, 15, 15, colour=_WHITE)
    _round(pen, 128, 196, 8, 8, colour="#2f6db5")


def _whale(pen: Pen) -> None:
    """なぎまる: a round whale on a calm sea."""
    body, pale = "#3f7fb4", "#eaf4fb"
    _round(pen, 128, 244, 140, 52, colour="#7ec3dd")
    _round(pen, 206, 116, 30, 15, colour=body)
    _round(pen, 220, 92, 15, 27, colour=body)
    _round(pen, 122, 150, 84, 74, colour=body)
    pen.chord(_box(122, 158, 74, 64), 14, 166, fill=pale)
    _face(pen, eyes=(94, 150, 138), nose=None, mouth=156)
    for side in (-1, 1):
        _round(pen, 122 + side * 78, 182, 26, 12, colour="#356d9c")
    for x, y in ((112, 48), (128, 38), (144, 48)):
        _round(pen, x, y, 8, 12, colour="#7ec3dd")
    pen.line([_at(128, 52), _at(128, 78)], fill="#7ec3dd", width=8 * _SCALE)
    for x in (34, 84, 136, 188):
        pen.arc(_box(x + 12, 216, 26, 12), 180, 360, fill=_WHITE, width=4 * _SCALE)


def _otter(pen: Pen) -> None:
    """ばのん: an otter of the river with a young leaf."""
    fur, pale = "#8a5a3c", "#f3e3cd"
    _round(pen, 128, 240, 74, 66, colour=fur)
    _round(pen, 128, 250, 46, 58, colour=pale)
    for side in (-1, 1):
        _round(pen, 128 + side * 56, 82, 19, 19, colour=fur)
        _round(pen, 128 + side * 56, 84, 10, 10, colour=_CHEEK)
        _round(pen, 128 + side * 44, 214, 18, 28, colour="#75492f")
    _round(pen, 128, 122, 72, 64, colour=fur)
    _round(pen, 128, 146, 52, 38, colour=pale)
    _face(pen, eyes=(98, 158, 116), nose=(128, 134, 15, 10), mouth=150)
    for side in (-1, 1):
        for drop in (-5, 7):
            pen.line(
                [_at(128 + side * 40, 148 + drop), _at(128 + side * 78, 144 + drop * 2)], fill=_INK, width=2 * _SCALE
            )
    pen.line([_at(128, 62), _at(132, 40)], fill="#3d8b3d", width=5 * _SCALE)
    _shape(pen, [(132, 42), (146, 20), (174, 18), (164, 40), (146, 48)], "#6dbb45")
    _shape(pen, [(130, 44), (112, 28), (92, 32), (104, 48), (120, 50)], "#88cc5a")


def _face(pen: Pen, *, eyes: tuple[int, int, int], nose: tuple[int, int, int, int] | None, mouth: int) -> None:
    left, right, height = eyes
    middle = (left + right) // 2
    for x in (left, right):
        _round(pen, x, height, 8, 10, colour=_INK)
        _round(pen, x - 2, height - 4, 3, 3, colour=_WHITE)
    for x in (left - 12, right + 12):
        _round(pen, x, height + 20, 11, 7, colour=_CHEEK)
    if nose:
        _round(pen, *nose, colour=_INK)
    for x in (middle - 9, middle + 9):
        pen.arc(_box(x, mouth, 9, 8), 0, 180, fill=_INK, width=3 * _SCALE)


def _round(pen: Pen, x: float, y: float, wide: float, high: float, *, colour: str | int) -> None:
    pen.ellipse(_box(x, y, wide, high), fill=colour)


def _shape(pen: Pen, points: list[tuple[int, int]], colour: str) -> None:
    pen.polygon([_at(x, y) for x, y in points], fill=colour)


def _box(x: float, y: float, wide: float, high: float) -> tuple[float, float, float, float]:
    return (x - wide) * _SCALE, (y - high) * _SCALE, (x + wide) * _SCALE, (y + high) * _SCALE


def _at(x: float, y: float) -> tuple[float, float]:
    return x * _SCALE, y * _SCALE


_MASCOTS: Final[dict[str, tuple[str, Callable[[Pen], None]]]] = {
    "kumoi": ("#dfeaf3", _serow),
    "shionagi": ("#fdf1d8", _whale),
    "wakabano": ("#e3f2dc", _otter),
}
