"""Export of the log as CSV or as a workbook: masked texts, safe in spreadsheets, recorded with what was taken along."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, Literal

import xlsxwriter
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.audit_actions import CONVERSATIONS_EXPORTED
from assistants.models import Feedback, RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from assistants.reviewing.log import LogFilters, narrowed
from audit_log.public import Actor, record
from tenants.public import Access

MOST_ROWS: Final = 10_000
Kind = Literal["csv", "xlsx"]
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTHS: Final = (18, 50, 16, 60, 14, 10, 8, 18, 30)


def export(*, access: Access, filters: LogFilters, kind: Kind, actor: Actor, now: datetime) -> bytes:
    """The file, newest turns first, at most MOST_ROWS of them. Two queries."""
    rows = narrowed(access=access, filters=filters).select_related("section", "conversation")
    found = list(
        rows.prefetch_related("feedback")
        .only("at", "question", "answer", "outcome", "channel", "section__name", "conversation__language")
        .order_by("-at")[:MOST_ROWS]
    )
    with transaction.atomic():
        period = f"{filters.since or ''}〜{filters.until or ''}"
        detail = {"count": len(found), "kind": kind, "period": period}
        record(action=CONVERSATIONS_EXPORTED, actor=actor, subject=None, detail=detail, at=now)
    lines = (_line(row) for row in found)
    return _workbook(lines) if kind == "xlsx" else _csv(lines)


def safe_cell(*, text: str) -> str:
    """A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front (OWASP)."""
    plain = text.replace("\r\n", "\n").replace("\x00", "")
    return f"'{plain}" if plain.startswith(_STARTS_A_FORMULA) else plain


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


def _csv(lines: Iterator[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_head())
    writer.writerows(lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # spreadsheets read UTF-8 by this mark


def _workbook(lines: Iterator[list[str]]) -> bytes:
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True})
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
    return out.getvalue()
