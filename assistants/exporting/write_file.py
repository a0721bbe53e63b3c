"""The log as CSV or as a workbook: masked texts, safe in spreadsheets."""

import csv
import io
from collections.abc import Iterator
from typing import IO, Any, Final, Literal

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.models import Feedback, RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from web.public import UTF8_MARK, safe_cell

Kind = Literal["csv", "xlsx"]
_WIDTHS: Final = (18, 50, 16, 60, 14, 10, 8, 18, 30)


def write_file(*, turns: Iterator[RecordedTurn], kind: Kind, to: IO[bytes]) -> None:
    """Write the turns, which come with section, conversation and feedback, as they come; no query, little memory."""
    lines = (_line(row) for row in turns)
    (_write_workbook if kind == "xlsx" else _write_csv)(lines, to)


def _head() -> list[str]:
    return [
        _("日時"),
        _("質問（個人情報は伏せ字）"),
        _("結果"),
        _("表示した回答"),
        _("担当課"),
        _("入口"),
        _("言語"),
        _("評価"),
        _("評価のコメント"),
    ]


def _line(row: RecordedTurn) -> list[str]:
    said = list(row.feedback.all())
    comments = "／".join(item.comment for item in said if item.comment)
    cells = [
        f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}",
        row.question,
        str(ENDINGS[Outcome(row.outcome)].label),
        row.answer,
        row.section.name if row.section else "",
        row.channel,
        row.conversation.language,
        "／".join(str(Feedback.Kind(item.kind).label) for item in said),
        comments,
    ]
    return [safe_cell(text=cell) for cell in cells]


def _write_csv(lines: Iterator[list[str]], to: IO[bytes]) -> None:
    to.write(UTF8_MARK.encode())
    text = io.TextIOWrapper(to, encoding="utf-8", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(_head())
    writer.writerows(lines)
    text.flush()
    text.detach()


def _write_workbook(lines: Iterator[list[str]], to: IO[bytes]) -> None:
    book: Any = xlsxwriter.Workbook(to, {"constant_memory": True})
    sheet = book.add_worksheet(_("会話の記録"))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for column, cell in enumerate(_head()):
        sheet.write_string(0, column, cell, bold)
    for number, line in enumerate(lines, start=1):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell[:32_000], wrapped)
    sheet.freeze_panes(1, 0)
    book.close()
    to.seek(0, io.SEEK_END)
