"""CSV and TSV files as rows of text."""

import csv
import io

from knowledge.ingesting.parsers.charset import DecodedText, decode
from knowledge.ingesting.parsers.table_rows import trimmed
from knowledge.ingesting.refused import FailureCode, Refused

MOST_ROWS = 100_000
_SNIFFED_CHARACTERS = 4_000
_FIELD_CHARACTERS = 1_000_000


def read_csv(*, content: bytes) -> tuple[list[list[str]], DecodedText]:
    """(rows, decoded text). The separator is the one of comma, tab and semicolon that stands most in the first line.

    Raises Refused(UNREADABLE_CHARSET, BROKEN, TOO_MUCH_TEXT, NO_TEXT).
    """
    decoded = decode(content=content)
    head = decoded.text[:_SNIFFED_CHARACTERS].split("\n", 1)[0]
    separator = max(",\t;", key=head.count)
    csv.field_size_limit(_FIELD_CHARACTERS)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(decoded.text), delimiter=separator):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Refused(FailureCode.TOO_MUCH_TEXT, f"{MOST_ROWS:,}")
    except csv.Error as broken:
        raise Refused(FailureCode.BROKEN, str(len(rows) + 1)) from broken
    if not trimmed(rows=rows):
        raise Refused(FailureCode.NO_TEXT)
    return rows, decoded
