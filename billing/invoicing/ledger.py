"""The ledger of papers as CSV and Excel: one row a paper, of one consortium and fiscal year."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _

from billing.fiscal_words import ACCOUNT_HEADS, fiscal_words
from billing.invoicing.content import Kind
from billing.models import Paper
from web.public import csv_text

_WIDE: Final = 18


def rows_of(*, consortium_id: int, fiscal_year: int) -> Iterator[list[str | int]]:
    """Head and rows in the order of their numbers; one query, read in pieces."""
    yield [
        _("番号"),
        _("書類"),
        _("年度"),
        _("団体コード"),
        _("宛先"),
        _("件名"),
        _("発行日"),
        _("支払期限"),
        *_more_heads(),
    ]
    papers = Paper.objects.filter(consortium_id=consortium_id, fiscal_year=fiscal_year).order_by("kind", "sequence")
    for paper in papers.iterator(chunk_size=500):
        is_invoice = paper.kind == Kind.INVOICE and paper.state != Paper.State.REPLACED
        yield [
            paper.number,
            paper.get_kind_display(),
            fiscal_words(year=paper.fiscal_year),
            paper.content["town_code"],
            paper.town_name,
            paper.title,
            paper.issued_on.isoformat(),
            paper.due_on.isoformat() if paper.due_on else "",
            paper.total_yen,
            paper.get_state_display(),
            paper.paid_on.isoformat() if paper.paid_on else "",
            paper.received_yen if is_invoice else "",
            paper.credited_yen if is_invoice else "",
            paper.rest_yen if is_invoice else "",
            paper.content["corrects"],
            paper.own_number,
            *(paper.content["accounts"].get(head, "") for head in ACCOUNT_HEADS),
            paper.digest,
        ]


def _more_heads() -> list[str]:
    money = [_("金額（税込み）"), _("状態"), _("入金日"), _("入金額"), _("減額"), _("未払いの残り")]
    return [*money, _("訂正した書類"), _("町の整理番号"), *ACCOUNT_HEADS, _("確認値")]


def ledger_as_csv(*, consortium_id: int, fiscal_year: int) -> str:
    """With the mark by which spreadsheets read UTF-8; no cell begins a formula."""
    return csv_text(rows=rows_of(consortium_id=consortium_id, fiscal_year=fiscal_year))


def ledger_as_xlsx(*, consortium_id: int, fiscal_year: int) -> bytes:
    """One sheet; amounts are numbers, codes stay text."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page, yen = book.add_worksheet(_("台帳")), book.add_format({"num_format": "#,##0"})
        for line, row in enumerate(rows_of(consortium_id=consortium_id, fiscal_year=fiscal_year)):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    page.write_number(line, place, cell, yen)
                else:
                    page.write_string(line, place, cell)
        page.set_column(0, len(row), _WIDE)
        page.freeze_panes(1, 0)
    return out.getvalue()
