"""Reads the stored file of a version: checked at the door, parsed in a process of its own, searched for tricks."""

from dataclasses import replace
from typing import Any

from knowledge.ingesting.guard import check_document, check_file
from knowledge.ingesting.parsed import ParsedDocument
from knowledge.ingesting.parsers.csv_file import parse_csv
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.parsers.html import parse_html
from knowledge.ingesting.parsers.markdown import parse_markdown
from knowledge.ingesting.parsers.plain_text import parse_plain_text
from knowledge.ingesting.parsers.spreadsheet import parse_spreadsheet
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.models import Version


def read_file(*, version: Version, file_name: str, columns: dict[str, Any] | None) -> ParsedDocument:
    """What the file says, with everything suspicious among its `findings`. Raises Refused."""
    try:
        with version.file.open("rb") as file:
            content = file.read()
    except (FileNotFoundError, ValueError) as gone:
        raise Refused(FailureCode.FILE_MISSING) from gone
    check_file(content=content, name=file_name)
    document = _parse(content, file_name, FaqColumns(**columns) if columns else None)
    return replace(document, findings=check_document(document=document))


def _parse(content: bytes, name: str, columns: FaqColumns | None) -> ParsedDocument:
    ending = name.rpartition(".")[2].lower()
    if ending in ("csv", "tsv"):
        return parse_csv(content=content, name=name, columns=columns)
    if ending in ("xlsx", "xls", "ods"):
        return parse_spreadsheet(content=content, name=name, columns=columns)
    if ending in ("html", "htm"):
        return parse_html(content=content, name=name)
    if ending == "md":
        return parse_markdown(content=content, name=name)
    return parse_plain_text(content=content, name=name)
