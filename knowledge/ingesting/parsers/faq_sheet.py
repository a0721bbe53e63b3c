"""FAQ sheets: rows of question and answer, from CSV or a spreadsheet."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from knowledge.ingesting.parsed import DocumentKind, FaqRow, ParsedDocument, ParseWarning, WarningCode
from knowledge.ingesting.parsers.faq_columns import FaqColumns, find_columns, headers_at
from knowledge.ingesting.parsers.outline import language_of, stem, tidy
from knowledge.ingesting.parsers.table_rows import Rows
from knowledge.ingesting.refused import FailureCode, Refused

PREVIEW_ROWS = 10
_BETWEEN_VARIANTS = re.compile(r"[／|｜\n;；]|(?<=[？?。])\s*/")
_ERA_FIRST_YEARS = {"令和": 2019, "r": 2019, "平成": 1989, "h": 1989}
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t]0?0:00(?::00)?)?$")
_ERA_DATE = re.compile(r"^(令和|平成|r|h)(元|\d{1,2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_MOST_ROWS_NAMED = 20


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """For the mapping page: the guessed columns, the header cells and the first data rows (at most 10).

    `sheet` is empty for a CSV file.
    """

    columns: FaqColumns
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    sheet: str = ""


def preview(*, rows: Rows, sheet: str = "") -> SheetPreview:
    """What the mapping page shows of a sheet before it is taken in."""
    columns = find_columns(rows=rows, loosely=True)
    first = columns.header_row + 1
    headers = headers_at(rows=rows, number=columns.header_row)
    shown = tuple(tuple(row) for row in rows[first : first + PREVIEW_ROWS])
    return SheetPreview(columns, headers, shown, max(len(rows) - first, 0), sheet)


def parse_faq_rows(*, rows: Rows, name: str, columns: FaqColumns | None = None) -> ParsedDocument:
    """The FAQ of a sheet. `columns` is the clerk's mapping; without it the headers decide.

    Rows without question or answer, and repeated questions, are left out and named in the warnings. Raises
    Refused(NO_QUESTION_COLUMN, NO_ANSWER_COLUMN, NO_FAQ_ROWS).
    """
    chosen = columns or find_columns(rows=rows)
    if chosen.question is None:
        raise Refused(FailureCode.NO_QUESTION_COLUMN)
    if chosen.answer is None:
        raise Refused(FailureCode.NO_ANSWER_COLUMN)
    reading = _Reading(chosen)
    for number, row in enumerate(rows[chosen.header_row + 1 :], start=chosen.header_row + 2):
        reading.take(row, number)
    if not reading.taken:
        raise Refused(FailureCode.NO_FAQ_ROWS)
    language = language_of(text="\n".join(f"{row.question}{row.answer}" for row in reading.taken[:100]))
    faq = tuple(reading.taken)
    return ParsedDocument(stem(name=name), language, DocumentKind.FAQ, faq_rows=faq, warnings=reading.warnings())


@dataclass(slots=True)
class _Reading:
    columns: FaqColumns
    taken: list[FaqRow] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    undated: list[int] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def take(self, row: Iterable[str], number: int) -> None:
        cells = [tidy(text=cell) for cell in row]
        question, answer = _at(cells, self.columns.question), _at(cells, self.columns.answer)
        key = "".join(unicodedata.normalize("NFKC", question).split()).rstrip("?？。")
        if not any(cells):
            return
        if not question or not answer:
            self.skipped.append(number)
        elif key in self.asked:
            self.repeated.append(number)
        else:
            self.asked.add(key)
            self.taken.append(self._row(cells, question, answer, number))

    def _row(self, cells: list[str], question: str, answer: str, number: int) -> FaqRow:
        written = _at(cells, self.columns.valid_until)
        until = read_date(text=written)
        if written and until is None:
            self.undated.append(number)
        named = _BETWEEN_VARIANTS.split(_at(cells, self.columns.variants))
        variants = tuple(dict.fromkeys(text for item in named if (text := item.strip(" 　・/"))))
        section, category = _at(cells, self.columns.section), _at(cells, self.columns.category)
        return FaqRow(question, answer, section, category, variants, until, number)

    def warnings(self) -> tuple[ParseWarning, ...]:
        found = (
            (WarningCode.ROWS_SKIPPED, self.skipped),
            (WarningCode.DUPLICATE_QUESTIONS, self.repeated),
            (WarningCode.BAD_DATES, self.undated),
        )
        return tuple(ParseWarning(code, _named(rows), str(len(rows))) for code, rows in found if rows)


def read_date(*, text: str) -> date | None:
    """A date as clerks write it (2027-03-31, 2027/3/31, 令和9年3月31日, R9.3.31); None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    western, era = _DATE.match(plain), _ERA_DATE.match(plain)
    if western:
        year, month, day = (int(part) for part in western.groups())
    elif era:
        year = _ERA_FIRST_YEARS[era[1]] + (1 if era[2] == "元" else int(era[2])) - 1
        month, day = int(era[3]), int(era[4])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _at(cells: list[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def _named(rows: list[int]) -> str:
    shown = "、".join(str(row) for row in rows[:_MOST_ROWS_NAMED])
    return f"{shown}行目" if len(rows) <= _MOST_ROWS_NAMED else f"{shown}行目ほか"
