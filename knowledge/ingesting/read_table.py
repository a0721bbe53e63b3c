"""Reads an uploaded table whole, for other apps' sheets: the rows of a CSV or of a workbook's first visible sheet."""

from collections.abc import Sequence
from typing import Final

from knowledge.ingesting.failures import explain
from knowledge.ingesting.guard import check_file
from knowledge.ingesting.parsers.csv_rows import read_csv
from knowledge.ingesting.parsers.spreadsheet import read_sheets
from knowledge.ingesting.refused import FailureCode, Refused

MOST_TABLE_BYTES: Final = 5_000_000


class TableRefused(ValueError):
    """Why a table was not read: what, why and the next step, in the reader's language."""


def read_table(*, content: bytes, name: str) -> Sequence[Sequence[str]]:
    """The rows as text; UTF-8 and CP932, comma, tab or semicolon; XLSX and ODS. Raises TableRefused."""
    try:
        return _rows(content, name)
    except Refused as refused:
        told = explain(code=refused.code.value)
        raise TableRefused(" ".join(str(word) for word in (told.what, told.why, told.next_step))) from refused


def _rows(content: bytes, name: str) -> Sequence[Sequence[str]]:
    if len(content) > MOST_TABLE_BYTES:
        raise Refused(FailureCode.TOO_LARGE, f"{len(content) / 1_000_000:.1f}MB > 5MB")
    check_file(content=content, name=name)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return read_csv(content=content)[0]
    sheets, _hidden = read_sheets(content=content)
    if not sheets:
        raise Refused(FailureCode.NO_TEXT)
    return sheets[0][1]
