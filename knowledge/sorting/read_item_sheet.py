"""Garbage dictionaries: one item a row."""

import re
from typing import Final

from django.utils.translation import gettext as _

from knowledge.ingesting.parsers.table_rows import Rows
from knowledge.sorting.columns import Columns
from knowledge.sorting.written import RowTrouble, Sheet, WrittenItem, cell
from pii_masking.public import find_my_number

_LONGEST: Final = {"name": 200, "category": 80, "reading": 200, "fee": 200, "how": 2000, "notes": 2000}
_BETWEEN: Final = re.compile(r"[、,，;；／|｜\n]")
MOST_ITEMS: Final = 20_000


def read_item_sheet(*, rows: Rows, columns: Columns, header_row: int) -> Sheet:
    """The items of a sheet; rows that cannot be taken stand in `troubles`, each with its sentence."""
    sheet = Sheet()
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows[header_row + 1 :][:MOST_ITEMS], start=header_row + 2):
        if not any(text.strip() for text in row):
            continue
        values = {field: cell(row=row, column=column) for field, column in columns.items()}
        wrong = _wrong(values, seen, number)
        if wrong:
            sheet.troubles.append(RowTrouble(number, wrong))
            continue
        seen[values["name"], values["category"]] = number
        sheet.items.append(_item(values, number))
    return sheet


def _item(values: dict[str, str], number: int) -> WrittenItem:
    names = (text.strip() for text in _BETWEEN.split(values.get("other_names", "")))
    reading = values.get("reading", "")
    return WrittenItem(
        name=values["name"],
        category=values["category"],
        reading=reading if len(reading) > 1 else "",  # an index letter (「あ」) is no reading
        other_names=tuple(dict.fromkeys(filter(None, names))),
        how=values.get("how", ""),
        fee=values.get("fee", ""),
        notes=values.get("notes", ""),
        row=number,
    )


def _wrong(values: dict[str, str], seen: dict[tuple[str, str], int], number: int) -> str:
    if not values["name"]:
        return _("品目の名前がありません。品目を入力してください。")
    if not values["category"]:
        return _("「%(name)s」の分別区分がありません。分別区分を入力してください。") % {"name": values["name"]}
    long = next((field for field, most in _LONGEST.items() if len(values.get(field, "")) > most), None)
    if long:
        return _("「%(name)s」の文が長すぎます。%(most)s文字以内に短くしてください。") % {
            "name": values["name"][:40],
            "most": _LONGEST[long],
        }
    if find_my_number(text=" ".join(values.values())):
        return _("個人番号（マイナンバー）らしい番号があります。消してから取り込んでください。")
    before = seen.get((values["name"], values["category"]))
    if before:
        words = {"name": values["name"], "row": before}
        return _("「%(name)s」は%(row)s行目にもあります。どちらかを消してください。") % words
    return ""
