"""Files that spreadsheet programs open: CSV with the mark of UTF-8, and no cell that is run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UTF8_MARK: Final = "\ufeff"  # spreadsheet programs know UTF-8 by it
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(*, text: str) -> str:
    """A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front (OWASP)."""
    plain = text.replace("\r\n", "\n").replace("\x00", "")
    return f"'{plain}" if plain.startswith(_STARTS_A_FORMULA) else plain


def csv_lines(*, rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as lines of CSV; texts are made safe, numbers stay as they are. For files written in pieces: no mark."""
    out = io.StringIO()
    csv.writer(out).writerows([safe_cell(text=cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def csv_text(*, rows: Iterable[Sequence[str | int]]) -> str:
    """A whole file."""
    return UTF8_MARK + csv_lines(rows=rows)
