"""CSV files: an FAQ sheet when the headers say so, else a table whose rows each become a readable line."""

from knowledge.ingesting.parsed import Block, BlockKind, DocumentKind, ParsedDocument, ParseWarning, WarningCode
from knowledge.ingesting.parsers.charset import DecodedText
from knowledge.ingesting.parsers.csv_rows import read_csv
from knowledge.ingesting.parsers.faq_columns import FaqColumns, looks_like_faq
from knowledge.ingesting.parsers.faq_sheet import parse_faq_rows
from knowledge.ingesting.parsers.garbage_table import garbage_warnings
from knowledge.ingesting.parsers.outline import language_of, stem
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed


def parse_csv(*, content: bytes, name: str, columns: FaqColumns | None = None) -> ParsedDocument:
    """A CSV or TSV file. Raises Refused as `read_csv` and `parse_faq_rows` do."""
    rows, decoded = read_csv(content=content)
    if columns is not None or looks_like_faq(rows=rows):
        document = parse_faq_rows(rows=rows, name=name, columns=columns)
        kept = (*document.warnings, *_warnings(decoded))
        return ParsedDocument(
            document.title, document.language, document.kind, faq_rows=document.faq_rows, warnings=kept
        )
    table = trimmed(rows=rows)
    headers = guessed_header_rows(rows=table)
    text = table_text(rows=table, header_rows=headers)
    block = Block(BlockKind.TABLE, text, rows=tuple(table), header_rows=headers)
    language = language_of(text=text)
    warnings = (*_warnings(decoded), *garbage_warnings(rows=table))
    return ParsedDocument(stem(name=name), language, DocumentKind.TABLE, (block,), warnings=warnings)


def _warnings(decoded: DecodedText) -> tuple[ParseWarning, ...]:
    return (ParseWarning(WarningCode.CHARSET_GUESSED, detail=decoded.encoding),) if decoded.guessed else ()
