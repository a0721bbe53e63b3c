"""The calculation sheet as an Excel file: a table of all members, and pages on how a share comes about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from billing.allocating.sheet import Sheet, SheetRow
from billing.fiscal_words import fiscal_words

_WIDE: Final = 16
_NAME_WIDE: Final = 22
_MOST_LETTERS: Final = 31  # of a sheet's name in Excel


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its head and each member's yen."""

    head: str
    values: tuple[int | None, ...]


def columns_of(*, sheet: Sheet) -> tuple[Column, ...]:
    """The amounts of a sheet, left to right; columns that hold nothing are left out."""
    rows = sheet.rows
    columns = []
    if sheet.has_flat:
        columns.append(Column(_("定額"), tuple(row.flat for row in rows)))
    if sheet.has_host:
        columns.append(Column(_("幹事団体の負担"), tuple(row.host for row in rows)))
    for place, part in enumerate(sheet.parts):
        head = _("%(part)s（%(weight)s％）") % {"part": part.label, "weight": part.weight}
        columns.append(Column(head, tuple(row.parts[place] for row in rows)))
    if sheet.has_bounds:
        columns.append(Column(_("最低額・上限額の調整"), tuple(row.adjusted for row in rows)))
    columns.append(Column(_("負担額"), tuple(row.total for row in rows)))
    if sheet.has_last_year:
        columns.append(Column(_("前年度"), tuple(row.last_year for row in rows)))
        columns.append(Column(_("増減"), tuple(row.change for row in rows)))
    return tuple(columns)


def steps_of(*, sheet: Sheet, row: SheetRow) -> tuple[tuple[str, str, int], ...]:
    """How one member's share comes about: what, by which figures, yen. The last step is the share itself."""
    steps: list[tuple[str, str, int]] = []
    if row.flat:
        steps.append((_("定額"), "", row.flat))
    if row.host:
        steps.append((_("幹事団体の負担"), f"{sheet.host_percent}%", row.host))
    for place, part in enumerate(sheet.parts):
        steps.append((part.label, _how(sheet, row, place), row.parts[place]))
    if row.adjusted:
        steps.append((_("最低額・上限額の調整"), "", row.adjusted))
    return (*steps, (_("負担額"), "", row.total))


def _how(sheet: Sheet, row: SheetRow, place: int) -> str:
    part, figure = sheet.parts[place], row.figures[place]
    amount = f"{part.total:,}"
    if not figure:
        return _("%(amount)s円を%(count)s団体で等分") % {"amount": amount, "count": len(sheet.rows)}
    whole = sum(_number(one.figures[place]) for one in sheet.rows)
    if part.degressive:
        words = {"amount": amount, "figure": _grouped(figure), "exponent": part.exponent}
        return _("%(amount)s円を数の%(exponent)s乗で割り振り（この団体の数 %(figure)s）") % words
    words = {"amount": amount, "figure": _grouped(figure), "whole": f"{whole:,}"}
    return _("%(amount)s円 × %(figure)s ÷ %(whole)s") % words


def _number(figure: str) -> Decimal | int:
    return Decimal(figure or 0).normalize() if "." in figure else int(figure or 0)


def _grouped(figure: str) -> str:
    return f"{_number(figure):,}"


def sheet_xlsx(*, sheet: Sheet, of: Sequence[SheetRow]) -> bytes:
    """The file: one page with all members, then a page for each member of `of`."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        style = _styles(book)
        _write_all(book.add_worksheet(_("計算書")), sheet, style)
        for row in of:
            page = book.add_worksheet(f"{row.code} {row.name}"[:_MOST_LETTERS])
            _write_one(page, sheet, row, style)
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bg_color": "#f2f2f2", "border": 1, "text_wrap": True}),
        "text": book.add_format({"border": 1}),
        "yen": book.add_format({"border": 1, "num_format": "#,##0"}),
        "sum": book.add_format({"border": 1, "bold": True, "num_format": "#,##0"}),
    }


def _write_all(page: Any, sheet: Sheet, style: dict[str, Any]) -> None:
    start = _write_top(page, sheet, style)
    figures = [(place, part) for place, part in enumerate(sheet.parts) if any(row.figures[place] for row in sheet.rows)]
    heads = [_("団体コード"), _("団体"), *(_("%(part)sの数") % {"part": part.label} for _place, part in figures)]
    columns = columns_of(sheet=sheet)
    for place, head in enumerate([*heads, *(column.head for column in columns)]):
        page.write_string(start, place, head, style["head"])
    for number, row in enumerate(sheet.rows):
        line = start + 1 + number
        page.write_string(line, 0, row.code, style["text"])
        page.write_string(line, 1, row.name, style["text"])
        for place, (part_place, _part) in enumerate(figures):
            page.write(line, 2 + place, float(row.figures[part_place] or 0), style["yen"])
        for place, column in enumerate(columns):
            value = column.values[number]
            page.write(line, len(heads) + place, "" if value is None else value, style["yen"])
    last = start + 1 + len(sheet.rows)
    page.write_string(last, 1, _("合計"), style["head"])
    for place, column in enumerate(columns):
        page.write(last, len(heads) + place, sum(value or 0 for value in column.values), style["sum"])
    page.set_column(0, len(heads) + len(columns), _WIDE)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _write_one(page: Any, sheet: Sheet, row: SheetRow, style: dict[str, Any]) -> None:
    start = _write_top(page, sheet, style)
    for place, head in enumerate([_("%(name)sの負担") % {"name": row.name}, _("計算"), _("円")]):
        page.write_string(start, place, head, style["head"])
    for number, (what, how, yen) in enumerate(steps_of(sheet=sheet, row=row)):
        page.write_string(start + 1 + number, 0, what, style["text"])
        page.write_string(start + 1 + number, 1, how, style["text"])
        page.write_number(start + 1 + number, 2, yen, style["yen"])
    page.set_column(0, 0, _NAME_WIDE)
    page.set_column(1, 1, 3 * _NAME_WIDE)
    page.set_column(2, 2, _WIDE)
    page.fit_to_pages(1, 0)


def _write_top(page: Any, sheet: Sheet, style: dict[str, Any]) -> int:
    page.write_string(0, 0, f"{fiscal_words(year=sheet.fiscal_year)} {sheet.title}", style["title"])
    lines = list(facts_of(sheet=sheet))
    for number, (what, words) in enumerate(lines, start=1):
        page.write_string(number, 0, what)
        page.write_string(number, 1, words)
    return len(lines) + 2


def facts_of(*, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What stands above the table: the sums, the base dates, the rounding, the digest of a decided sheet."""
    yield _("総額"), _("%(yen)s円") % {"yen": f"{sheet.total:,}"}
    if sheet.revenue:
        revenue = _("%(yen)s円") % {"yen": f"{sheet.revenue:,}"}
        yield _("特定財源（先に差し引き）"), f"{revenue} {sheet.revenue_note}".strip()
    yield _("分ける額"), _("%(yen)s円") % {"yen": f"{sheet.net:,}"}
    if sheet.base_note:
        yield _("基準日・出どころ"), sheet.base_note
    yield _("端数"), _("円未満は切り捨て、残りは端数の大きい団体から1円ずつ（同じときは団体コード順）")
    if sheet.digest:
        yield _("決定した計算書の確認値"), sheet.digest
