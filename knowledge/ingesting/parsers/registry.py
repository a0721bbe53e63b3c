"""Chooses the parser for a file."""

from typing import Protocol

from knowledge.ingesting.file_types import FileType, ending
from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsed import ParsedDocument
from knowledge.ingesting.parsers.csv_file import parse_csv
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.parsers.html import parse_html
from knowledge.ingesting.parsers.markdown import parse_markdown
from knowledge.ingesting.parsers.pdf import parse_pdf
from knowledge.ingesting.parsers.pdf_pages import OnPage
from knowledge.ingesting.parsers.pictures import check_pictures
from knowledge.ingesting.parsers.plain_text import parse_plain_text
from knowledge.ingesting.parsers.slides import parse_slides
from knowledge.ingesting.parsers.spreadsheet import parse_spreadsheet
from knowledge.ingesting.parsers.word import parse_word
from knowledge.ingesting.refused import FailureCode, Refused


class _Parser(Protocol):
    def __call__(self, *, content: bytes, name: str) -> ParsedDocument: ...


_BY_TYPE: dict[FileType, _Parser] = {FileType.DOCX: parse_word, FileType.PPTX: parse_slides}
_BY_ENDING: dict[str, _Parser] = {
    "html": parse_html,
    "htm": parse_html,
    "md": parse_markdown,
    "markdown": parse_markdown,
    "txt": parse_plain_text,
    "text": parse_plain_text,
}


def parse_content(
    *,
    content: bytes,
    name: str,
    kind: FileType,
    columns: FaqColumns | None,
    limits: Limits,
    on_ocr: OnPage = lambda _number: None,
) -> ParsedDocument:
    """Parse in this process; `kind` is what the guard found, `on_ocr` is told each page that OCR has read. Raises
    Refused.

    Only the worker of parse.py calls this for files from outside: a parser may crash or eat memory.
    """
    suffix = ending(name=name)
    if kind in (FileType.DOCX, FileType.XLSX, FileType.PPTX, FileType.ODS):
        check_pictures(content=content, limits=limits)
    if kind is FileType.PDF:
        return parse_pdf(content=content, name=name, limits=limits, on_ocr=on_ocr)
    if kind in (FileType.XLSX, FileType.ODS):
        return parse_spreadsheet(content=content, name=name, columns=columns)
    if suffix in ("csv", "tsv"):
        return parse_csv(content=content, name=name, columns=columns)
    parser = _BY_TYPE.get(kind) or _BY_ENDING.get(suffix)
    if parser is None:
        raise Refused(FailureCode.UNSUPPORTED_TYPE, suffix)
    return parser(content=content, name=name)
