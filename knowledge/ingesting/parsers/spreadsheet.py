"""Spreadsheets (xlsx, xls, ods) by calamine: FAQ sheets and tables; hidden sheets are left out and named."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from knowledge.ingesting.parsed import (
    Block,
    BlockKind,
    DocumentKind,
    Finding,
    FindingKind,
    ParsedDocument,
    ParseWarning,
    WarningCode,
)
from knowledge.ingesting.parsers.csv_rows import MOST_ROWS
from knowledge.ingesting.parsers.faq_columns import FaqColumns, find_columns, looks_like_faq
from knowledge.ingesting.parsers.faq_sheet import parse_faq_rows
from knowledge.ingesting.parsers.garbage_table import garbage_warnings
from knowledge.ingesting.parsers.merged_cells import filled
from knowledge.ingesting.parsers.outline import language_of, stem, with_paths
from knowledge.ingesting.parsers.sheet_hidden import HiddenLines, hidden_lines
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text, trimmed
from knowledge.ingesting.refused import FailureCode, Refused

_EXCERPT_CHARACTERS = 120
Sheets = list[tuple[str, list[list[str]]]]


def parse_spreadsheet(*, content: bytes, name: str, columns: FaqColumns | None = None) -> ParsedDocument:
    """All visible sheets: as FAQ when the first says so in its headers (or `columns` is given), else as tables.

    Raises Refused(ENCRYPTED, BROKEN, NO_TEXT, TOO_MUCH_TEXT) and as `parse_faq_rows` does.
    """
    sheets, hidden = read_sheets(content=content)
    findings = tuple(Finding(FindingKind.HIDDEN_SHEET, sheet, text[:_EXCERPT_CHARACTERS]) for sheet, text in hidden)
    warnings = tuple(ParseWarning(WarningCode.HIDDEN_SHEET_SKIPPED, sheet) for sheet, _ in hidden)
    faq = [rows for _, rows in sheets if looks_like_faq(rows=rows)]
    if columns is not None or faq:
        rows = faq[0] if columns is None else mapped_sheet(sheets=sheets)[1]
        found = parse_faq_rows(rows=rows, name=name, columns=columns)
        kept = (*found.warnings, *warnings)
        return ParsedDocument(
            found.title, found.language, found.kind, faq_rows=found.faq_rows, warnings=kept, findings=findings
        )
    blocks = with_paths(blocks=[block for sheet, rows in sheets for block in _table(sheet, rows)])
    if not blocks:
        raise Refused(FailureCode.NO_TEXT)
    warnings += tuple(each for sheet, rows in sheets for each in garbage_warnings(rows=rows, place=sheet))
    language = language_of(text="\n".join(block.text for block in blocks))
    return ParsedDocument(stem(name=name), language, DocumentKind.TABLE, blocks, warnings=warnings, findings=findings)


def mapped_sheet(*, sheets: Sheets) -> tuple[str, list[list[str]]]:
    """Name and rows of the sheet whose columns a clerk maps: the first that has both columns, also when a cover or a
    manual stands before it, else the first of all. The same choice when it is shown and when it is taken in.

    Raises Refused(NO_TEXT) without any sheet.
    """
    if not sheets:
        raise Refused(FailureCode.NO_TEXT)
    guesses = (find_columns(rows=rows, loosely=True) for _, rows in sheets)
    both = (columns.question is not None and columns.answer is not None for columns in guesses)
    return next((sheet for sheet, found in zip(sheets, both, strict=True) if found), sheets[0])


def read_sheets(*, content: bytes) -> tuple[Sheets, list[tuple[str, str]]]:
    """(visible sheets as name and rows, hidden sheets as name and first words). Formulas give their stored values.

    Raises Refused(ENCRYPTED, BROKEN, TOO_MUCH_TEXT).
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        lines = hidden_lines(content=content)
        visible: Sheets = []
        hidden: list[tuple[str, str]] = []
        for meta in book.sheets_metadata:
            sheet = book.get_sheet_by_name(meta.name)
            rows = [[_written(cell) for cell in row] for row in sheet.to_python()]
            start = sheet.start or (0, 0)
            rows = filled(rows=rows, start=start, ranges=sheet.merged_cell_ranges or ())
            if meta.visible is SheetVisibleEnum.Visible:
                seen, unseen = _parted(rows, start, lines.get(meta.name, HiddenLines()))
                visible.append((meta.name, seen))
                hidden += [(f"{meta.name}（非表示の行・列）", "／".join(unseen))] if unseen else []
            elif any(any(row) for row in rows):
                hidden.append((meta.name, "／".join(cell for row in rows for cell in row if cell)))
    except PasswordError as locked:
        raise Refused(FailureCode.ENCRYPTED) from locked
    except (CalamineError, ValueError, OSError) as broken:
        raise Refused(FailureCode.BROKEN) from broken
    if sum(len(rows) for _, rows in visible) > MOST_ROWS:
        raise Refused(FailureCode.TOO_MUCH_TEXT, f"{MOST_ROWS:,}")
    return visible, hidden


def _parted(rows: list[list[str]], start: tuple[int, int], lines: HiddenLines) -> tuple[list[list[str]], list[str]]:
    """(rows without what is hidden, the hidden cells). `start`: row and column of the first cell that is given."""
    if not lines.rows and not lines.columns:
        return rows, []
    seen, unseen = [], []
    for at, row in enumerate(rows, start=start[0]):
        shown = []
        for column, cell in enumerate(row, start=start[1]):
            if at in lines.rows or column in lines.columns:
                unseen += [cell] if cell else []
            else:
                shown.append(cell)
        if at not in lines.rows:
            seen.append(shown)
    return seen, unseen


def _table(sheet: str, rows: Sequence[Sequence[str]]) -> list[Block]:
    table = trimmed(rows=rows)
    if not table:
        return []
    # A line above the table that says one thing only, also across merged cells, is its title, not its header.
    titles = []
    while len(table) > 1 and len(table[0]) > 1 and len(set(filter(None, table[0]))) == 1:
        titles.append(next(cell for cell in table[0] if cell))
        table = table[1:]
    table = trimmed(rows=table)
    headers = guessed_header_rows(rows=table)
    text = table_text(rows=table, header_rows=headers)
    block = Block(BlockKind.TABLE, text, place=sheet, rows=tuple(table), header_rows=headers)
    captions = [Block(BlockKind.CAPTION, title, place=sheet) for title in titles]
    return [Block(BlockKind.HEADING, sheet, level=1, place=sheet), *captions, block]


def _written(cell: Any) -> str:
    """A cell as the clerk sees it: calamine gives whole numbers as floats and dates as Python values."""
    if isinstance(cell, bool):
        return "○" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(cell).strip()
