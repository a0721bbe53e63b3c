"""Opens an uploaded garbage file: which shape it has, its rows, and how its columns are guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from knowledge.ingesting.guard import check_file
from knowledge.ingesting.limits import DEFAULT_LIMITS
from knowledge.ingesting.parsers.csv_rows import read_csv
from knowledge.ingesting.parsers.spreadsheet import read_sheets
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.sorting.columns import DAY_WORDS, ITEM_WORDS, find_columns, header
from knowledge.sorting.read_course import read_course
from knowledge.sorting.read_day_sheet import read_break_sheet, read_wide_sheet
from knowledge.sorting.written import Sheet, cell

COURSE_ENDINGS: Final = (".yaml", ".yml")
PREVIEW_ROWS: Final = 8
_MOST_BYTES: Final = 5_000_000
_LABELS: Final = ("label", "分別区分名", "区分名")


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A file as far as it explains itself. `done`: read whole, no columns to choose. `needs`: fields to map."""

    headers: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    columns: dict[str, int | None]
    header_row: int
    done: Sheet | None = None
    period: tuple[date, date] | None = None

    @property
    def first_rows(self) -> list[tuple[str, ...]]:
        """The rows a clerk looks at before mapping."""
        return [tuple(row) for row in self.rows[self.header_row + 1 :][:PREVIEW_ROWS]]


def open_sheet(*, content: bytes, name: str, kind: str, first: date | None) -> OpenedSheet:
    """Open a file for a dictionary ("items") or a calendar ("days"). Raises Refused."""
    if PurePath(name).suffix.lower() in COURSE_ENDINGS:
        sheet, begin, end = read_course(content=content)
        return OpenedSheet((), (), {}, -1, sheet, (begin, end))
    if len(content) > min(_MOST_BYTES, DEFAULT_LIMITS.file_bytes):
        raise Refused(FailureCode.TOO_LARGE, f"{len(content) / 1_000_000:.1f}MB > 5MB")
    rows = _rows(content, name)
    done = None
    if kind == "days":
        done = _labels(rows) or read_wide_sheet(rows=rows, first=first) or read_break_sheet(rows=rows)
    columns, at = find_columns(rows=rows, words=ITEM_WORDS if kind == "items" else DAY_WORDS)
    headers = tuple(" ".join(text.split()) for text in rows[at]) if at >= 0 else ()
    return OpenedSheet(headers or tuple("" for _cell in rows[0]), rows, columns, at, done)


def _rows(content: bytes, name: str) -> Sequence[Sequence[str]]:
    check_file(content=content, name=name)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return read_csv(content=content)[0]
    sheets, _hidden = read_sheets(content=content)
    if not sheets:
        raise Refused(FailureCode.NO_TEXT)
    return sheets[0][1]


def _labels(rows: Sequence[Sequence[str]]) -> Sheet | None:
    """A list of the kinds of garbage alone (label, sublabel, description): it gives their order."""
    headers = [header(text=text) for text in rows[0]]
    if not headers or headers[0] not in _LABELS:
        return None
    return Sheet(categories=[text for row in rows[1:] if (text := cell(row=row, column=0))])
