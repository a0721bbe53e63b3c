"""Reads the letters of a picture by Tesseract, with the place of each line and how sure the reading is.

Tesseract is run over pipes, not through pytesseract: that writes temporary files, which the parser process may not.
"""

import csv
import io
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache

from PIL import Image

from knowledge.ingesting.refused import FailureCode, Refused

_LANGUAGES = frozenset({"jpn", "jpn_vert"})
_LEAST_SURE = 45.0  # per cent: a line below is speckle or part of a picture
_SURE_ENOUGH = 80.0  # mean of a page: above, vertical writing need not be tried
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
MOST_INK = 0.5  # a page with ruled tables and a picture still has more in its lines
_INK_VALUE = 255
_INK = [_INK_VALUE if grey < 128 else 0 for grey in range(256)]  # noqa: PLR2004 - dark or light
_LIST_SECONDS = 10
_LINE_LEVEL, _WORD_LEVEL = "4", "5"


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line and its box in pixels from the upper left; `sure` is 0 … 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The lines of a picture in reading order. `sure` is their mean, weighted by letters; 0 without a line. `inked` is
    the share of the picture's dark dots that stand in them."""

    lines: tuple[ReadLine, ...]
    vertical: bool = False
    inked: float = 1.0

    @property
    def sure(self) -> float:
        """How sure the whole reading is, 0 … 100."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.sure * len(line.text) for line in self.lines) / letters if letters else 0.0

    @property
    def weight(self) -> float:
        """Letters times certainty: what a reading is worth against another of the same picture."""
        return self.sure * sum(len(line.text) for line in self.lines)


@cache
def ocr_is_there() -> bool:
    """Whether Tesseract and its Japanese data (across and vertical) are installed on this machine."""
    if shutil.which("tesseract", path=_ENVIRONMENT["PATH"]) is None:
        return False
    try:
        listed = subprocess.run(
            ["tesseract", "--list-langs"],  # noqa: S607 - found on the fixed path above
            env=_ENVIRONMENT,
            capture_output=True,
            timeout=_LIST_SECONDS,
            check=True,
            text=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return set(listed.stdout.split()) >= _LANGUAGES


def read_picture(*, picture: Image.Image, dpi: int, seconds: float) -> ReadPage:
    """The text of a page's picture, written across or vertically, whichever reads surer.

    `seconds` limits each of at most two readings. Raises Refused(OCR_MISSING, TIMED_OUT, PARSER_CRASHED).
    """
    if not ocr_is_there():
        raise Refused(FailureCode.OCR_MISSING)
    grey, stream = picture.convert("L"), io.BytesIO()
    grey.save(stream, "PNG", compress_level=1)
    across = _read(stream.getvalue(), language="jpn", layout="3", dpi=dpi, seconds=seconds)
    across = replace(across, inked=_share_of_ink(grey, across))
    if across.sure >= _SURE_ENOUGH and across.inked >= MOST_INK:
        return across
    upright = _read(stream.getvalue(), language="jpn_vert", layout="5", dpi=dpi, seconds=seconds)
    return replace(upright, inked=_share_of_ink(grey, upright)) if upright.weight > across.weight else across


def _share_of_ink(picture: Image.Image, read: ReadPage) -> float:
    """Share of the dark dots that stand in the lines that were read: a title above unread columns has little of it."""
    ink = picture.point(_INK)
    inside = sum(_dark(ink.crop((line.left, line.top, line.right, line.bottom))) for line in read.lines)
    return inside / max(_dark(ink), 1)


def _dark(ink: Image.Image) -> int:
    return int(ink.histogram()[_INK_VALUE])


def _read(picture: bytes, *, language: str, layout: str, dpi: int, seconds: float) -> ReadPage:
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", layout, "--dpi", str(dpi), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and a number
            command, input=picture, env=_ENVIRONMENT, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(FailureCode.TIMED_OUT, f"{seconds:.0f}") from late
    except (OSError, subprocess.CalledProcessError) as broken:
        raise Refused(FailureCode.PARSER_CRASHED, "OCR") from broken
    return ReadPage(_lines(done.stdout.decode("utf-8", "replace")), vertical=language == "jpn_vert")


def _lines(table: str) -> tuple[ReadLine, ...]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    found: list[tuple[dict[str, str], list[dict[str, str]]]] = []
    for row in rows:
        if row["level"] == _LINE_LEVEL:
            found.append((row, []))
        elif row["level"] == _WORD_LEVEL and found and (row["text"] or "").strip():
            found[-1][1].append(row)
    lines = (_line(box, words) for box, words in found if words)
    return tuple(line for line in lines if line.sure >= _LEAST_SURE)


def _line(box: dict[str, str], words: list[dict[str, str]]) -> ReadLine:
    text = ""
    for word in words:
        # Tesseract parts Japanese into words of its own; only between Latin words is a blank really there.
        apart = text and text[-1].isascii() and word["text"][0].isascii()
        text += f" {word['text']}" if apart else word["text"]
    left, top, width, height = (int(box[name]) for name in ("left", "top", "width", "height"))
    letters = sum(len(word["text"]) for word in words)
    sure = sum(float(word["conf"]) * len(word["text"]) for word in words) / letters
    return ReadLine(text, left, top, left + width, top + height, sure)
