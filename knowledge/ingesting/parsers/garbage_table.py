"""Notices a garbage dictionary or calendar among ordinary tables: as rows of its own it answers better than as text."""

from collections.abc import Sequence
from typing import Final

from knowledge.ingesting.parsed import ParseWarning, WarningCode
from knowledge.ingesting.parsers.table_rows import Rows
from knowledge.sorting.columns import DAY_WORDS, ITEM_WORDS, find_columns, header

_SURE: Final = ("分別", "ごみ", "ゴミ", "収集")  # 「品目・区分・手数料」 alone may be a list of fees


def garbage_warnings(*, rows: Rows, place: str = "") -> Sequence[ParseWarning]:
    """One warning when the headers are those of items with their sorting, or of districts with their days."""
    items, at = find_columns(rows=rows, words=ITEM_WORDS)
    days, days_at = find_columns(rows=rows, words=DAY_WORDS)
    is_items = items["name"] is not None and items["category"] is not None
    is_days = days["district"] is not None and days["category"] is not None and days["days"] is not None
    headers = [header(text=cell) for cell in rows[days_at if is_days else at]] if is_items or is_days else []
    if any(word in text for text in headers for word in _SURE):
        return (ParseWarning(WarningCode.GARBAGE_TABLE, place),)
    return ()
