"""Collection calendars: one district and kind a row, or a table with a column for each kind; and days off."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from knowledge.ingesting.parsers.faq_sheet import read_date
from knowledge.ingesting.parsers.table_rows import Rows
from knowledge.sorting.columns import BREAK_WORDS, DAY_WORDS, Columns, find_columns, header
from knowledge.sorting.read_days import DaysUnreadable, read_days
from knowledge.sorting.written import RowTrouble, Sheet, WrittenDistrict, WrittenException, WrittenRule, cell

_LEAST_KINDS: Final = 2
_CENTER: Final = ("センター", "施設", "center", "備考", "note", "notes")
_EXTRA: Final = ("振替", "振り替え", "臨時", "収集する", "extra")


def read_day_sheet(*, rows: Rows, columns: Columns, header_row: int, first: date | None) -> Sheet:
    """One row a district and kind. `first`: first day of the calendar, for dates without a year."""
    sheet = Sheet()
    for number, row in enumerate(rows[header_row + 1 :], start=header_row + 2):
        if not any(text.strip() for text in row):
            continue
        values = {field: cell(row=row, column=column) for field, column in columns.items()}
        if not values["district"] or not values["category"]:
            sheet.troubles.append(RowTrouble(number, _("地区または分別区分がありません。両方を入力してください。")))
            continue
        _add(sheet, values, number, first)
    return sheet


def read_wide_sheet(*, rows: Rows, first: date | None) -> Sheet | None:
    """A column for each kind (地区, 可燃ごみ …), cells such as 「月 木」 and 「水2 水4」; None for other sheets."""
    columns, header_row = find_columns(rows=rows, words=DAY_WORDS)
    district = columns["district"]
    if district is None or columns["days"] is not None or columns["category"] is not None:
        return None
    headers = [" ".join(text.split()) for text in rows[header_row]]
    kinds = {
        number: name
        for number, name in enumerate(headers)
        if name and number != district and header(text=name) not in _CENTER
    }
    if len(kinds) < _LEAST_KINDS:
        return None
    center = next((n for n, name in enumerate(headers) if header(text=name) in ("センター", "center")), None)
    sheet = Sheet(categories=list(kinds.values()))
    for number, row in enumerate(rows[header_row + 1 :], start=header_row + 2):
        name = cell(row=row, column=district)
        if not name:
            continue
        sheet.districts.append(WrittenDistrict(name, center=cell(row=row, column=center)))
        for column, kind in kinds.items():
            written = cell(row=row, column=column)
            if written:
                _add(sheet, {"district": name, "category": kind, "days": written}, number, first)
    return sheet


def read_break_sheet(*, rows: Rows) -> Sheet | None:
    """Days off and extra days: first day, last day, district, kind, what happens; None for other sheets.

    A row that names a plant and no district closes that plant, not the collection.
    """
    columns, header_row = find_columns(rows=rows, words=BREAK_WORDS)
    if columns["first"] is None or columns["last"] is None:
        return None
    sheet = Sheet()
    for number, row in enumerate(rows[header_row + 1 :], start=header_row + 2):
        values = {field: cell(row=row, column=column) for field, column in columns.items()}
        if not any(values.values()):
            continue
        first, last = read_date(text=values["first"]), read_date(text=values["last"] or values["first"])
        if first is None or last is None or last < first:
            sheet.troubles.append(
                RowTrouble(number, _("日付を読み取れません。「2026-12-31」のように入力してください。"))
            )
            continue
        sheet.exceptions.append(_exception(values, first, last, number))
    return sheet


def _exception(values: dict[str, str], first: date, last: date, number: int) -> WrittenException:
    facility = bool(values["facility"]) and not values["district"]
    extra = any(word in values["effect"] for word in _EXTRA)
    effect = "facility" if facility else "extra" if extra else "closed"
    notes = values["notes"] or (values["facility"] if facility else values["effect"])
    return WrittenException(effect, first, last, values["district"], values["category"], notes, number)


def _add(sheet: Sheet, values: dict[str, str], number: int, first: date | None) -> None:
    district, kind, written = values["district"], values["category"], values["days"]
    try:
        parts = read_days(text=written, first=first)
    except DaysUnreadable:
        words = {"written": written or _("空欄"), "district": district, "kind": kind}
        sentence = _(
            "%(district)s・%(kind)sの収集日「%(written)s」を読み取れません。「毎週月・木曜日」「第1・第3火曜日」「4月11日、4月25日」「申込制」"
            "のように書いてください。"
        )
        sheet.troubles.append(RowTrouble(number, sentence % words))
        return
    time, notes = values.get("time", ""), values.get("notes", "")
    sheet.rules.append(WrittenRule(district, kind, written, parts, time, notes, number))
