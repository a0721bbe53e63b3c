"""Reads the stored file of a version: checked at the door, parsed in a process of its own, searched for tricks."""

from dataclasses import replace
from typing import Any

from knowledge.ingesting.guard import check_document
from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import ParsedDocument
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.refused import FailureCode, Refused
from knowledge.models import Version


def read_file(*, version: Version, file_name: str, columns: dict[str, Any] | None) -> ParsedDocument:
    """What the file says, with everything suspicious among its `findings`. Raises Refused."""
    try:
        with version.file.open("rb") as file:
            content = file.read()
    except (FileNotFoundError, ValueError) as gone:
        raise Refused(FailureCode.FILE_MISSING) from gone
    document = parse(content=content, name=file_name, columns=FaqColumns(**columns) if columns else None)
    return replace(document, findings=check_document(document=document))
