"""A set of questions as a table: read from CSV or a workbook, written as either, in columns that name themselves."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from assistants.models import EvaluationQuestion
from knowledge.public import read_table
from web.public import safe_cell

HEAD: Final[tuple[str, ...]] = ("質問", "期待する結果", "含むべき語", "含んではいけない語", "出典")
MOST_PARTS: Final = 20
_LONGEST: Final = 400
_SEPARATORS: Final = re.compile(r"\s*[／\n；;]\s*")  # a 「/」 stands within a date, an address, a title
_WORDS: Final = {
    "": "answer",
    "答える": "answer",
    "分からないと伝える": "no_answer",
    "断る": "refusal",
    "緊急の窓口を案内する": "crisis",
    **{value: value for value in EvaluationQuestion.Expects.values},
}
_WIDTHS: Final = (50, 18, 40, 30, 40)


@dataclass(frozen=True, slots=True)
class SetRow:
    """One question of a table."""

    question: str
    expects: str = "answer"
    facts: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadSet:
    """What a table holds, and the lines that could not be read, each with a sentence."""

    rows: tuple[SetRow, ...]
    troubles: tuple[tuple[int, str], ...]


class NoSet(ValueError):
    """The table has no column of questions."""


def read_set(*, content: bytes, name: str) -> ReadSet:
    """The questions of a file; parts of a cell stand between 「／」 or on lines. Raises NoSet, TableRefused."""
    table = read_table(content=content, name=name)
    head = [cell.strip().lstrip("\ufeff") for cell in table[0]]
    places = {title: head.index(title) for title in HEAD if title in head}
    if HEAD[0] not in places:
        wanted = "」「".join(HEAD)
        raise NoSet(_("「質問」の列がありません。1行目に「%(head)s」と書いてください。") % {"head": wanted})
    rows, troubles = [], []
    for number, line in enumerate(table[1:], start=2):
        cells = {title: line[place].strip() if place < len(line) else "" for title, place in places.items()}
        if not any(cells.values()):
            continue
        trouble = _trouble(cells)
        if trouble:
            troubles.append((number, trouble))
            continue
        rows.append(_row(cells))
    return ReadSet(tuple(rows), tuple(troubles))


def parts_of(*, text: str) -> list[str]:
    """The parts of one cell or field, without empty ones and doubles."""
    return list(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))[:MOST_PARTS]


def as_csv(*, questions: Iterable[EvaluationQuestion]) -> bytes:
    """The set with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_line(row) for row in questions)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(*, questions: Iterable[EvaluationQuestion]) -> bytes:
    """The same as XLSX."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("評価用の質問"))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, HEAD[column], bold)
    for number, row in enumerate(questions, start=1):
        for column, cell in enumerate(_line(row)):
            sheet.write_string(number, column, cell, wrapped)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _line(row: EvaluationQuestion) -> list[str]:
    expects = next(word for word, value in _WORDS.items() if word and value == row.expects)
    lists: tuple[Sequence[str], ...] = (row.facts, row.forbidden, row.sources)
    return [safe_cell(text=cell) for cell in (row.question, expects, *("／".join(parts) for parts in lists))]


def _trouble(cells: dict[str, str]) -> str:
    if not cells[HEAD[0]]:
        return _("質問が空です。")
    if len(cells[HEAD[0]]) > _LONGEST:
        return _("質問が400文字を超えています。")
    if cells.get(HEAD[1], "") not in _WORDS:
        known = "」「".join(word for word in _WORDS if word and not word.isascii())
        return _("「期待する結果」は「%(known)s」のどれかにしてください。") % {"known": known}
    return ""


def _row(cells: dict[str, str]) -> SetRow:
    question = cells[HEAD[0]].removeprefix("'")
    facts, forbidden, sources = (parts_of(text=cells.get(title, "").removeprefix("'")) for title in HEAD[2:])
    return SetRow(question, _WORDS[cells.get(HEAD[1], "")], facts, forbidden, sources)
