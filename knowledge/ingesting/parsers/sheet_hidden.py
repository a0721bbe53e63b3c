"""Which rows and columns of an .xlsx are hidden; calamine gives the cells of all of them."""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_NUMBER = {name: re.compile(rb"\b" + name + rb"=[\"'](\d{1,7})[\"']") for name in (b"r", b"min", b"max")}
_MOST_COLUMNS = 16_384


@dataclass(slots=True)
class HiddenLines:
    """Numbers from 0 of hidden rows and columns of a sheet."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_lines(*, content: bytes) -> dict[str, HiddenLines]:
    """By the name of the sheet; empty for files that are no .xlsx."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            return {
                sheet: _of_sheet(archive.read(path)) for sheet, path in _sheets(archive, names).items() if path in names
            }
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, NotImplementedError):
        return {}


def _sheets(archive: ZipFile, names: Set[str]) -> dict[str, str]:
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if book not in names or links not in names:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    targets = {each.get("Id"): str(each.get("Target")) for each in etree.fromstring(archive.read(links), parser)}
    sheets = etree.fromstring(archive.read(book), parser).iter(f"{_MAIN}sheet")
    found = {str(each.get("name")): targets.get(each.get(_RELATION), "") for each in sheets}
    return {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in found.items()}


def _of_sheet(xml: bytes) -> HiddenLines:
    found = HiddenLines()
    for tag in _ROW.findall(xml):
        if _HIDDEN.search(tag) and (number := _NUMBER[b"r"].search(tag)):
            found.rows.add(int(number[1]) - 1)
    for tag in _COLUMN.findall(xml):
        first, last = _NUMBER[b"min"].search(tag), _NUMBER[b"max"].search(tag)
        if _HIDDEN.search(tag) and first and last:
            found.columns.update(range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)))
    return found
