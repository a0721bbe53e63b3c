"""A draft's Markdown as Word elements: headings, paragraphs, lists that number anew, tables; in styles the form has."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import html
from lxml.html import HtmlElement

from assistants.drafting.layout import as_html

_SIZES: Final = {1: 14.0, 2: 12.0, 3: 10.5}
_INDENT: Final = Pt(10.5)  # a letter
_DEEPEST: Final = 3


def add_text(*, document: WordDocument, text: str) -> None:
    """Add the text at the document's end."""
    for element in html.fragment_fromstring(as_html(text=text) or "<p></p>", create_parent="div"):
        _put(document, element)


def _put(document: WordDocument, element: HtmlElement) -> None:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4":
            _heading(document, element.text_content(), min(int(element.tag[1]), 3))
        case "ul" | "ol":
            _list(document, element, 1)
        case "table":
            _table(document, element)
        case "hr":
            document.add_paragraph()
        case _:
            _words(document.add_paragraph(style="Quote" if _has(document, "Quote", element) else None), element)


def _has(document: WordDocument, style: str, element: HtmlElement) -> bool:
    return element.tag == "blockquote" and style in document.styles


def _heading(document: WordDocument, words: str, level: int) -> None:
    """A form without headings gets them, so that Word's outline shows them."""
    name = f"Heading {level}"
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        made.font.bold, made.font.size = True, Pt(_SIZES[level])
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        made.element.get_or_add_pPr().append(outline)
    document.add_heading(words, level=level)


def _list(document: WordDocument, element: HtmlElement, depth: int) -> None:
    """Where the document has no list style the marks are written out."""
    ordered = element.tag == "ol"
    style = ("List Number" if ordered else "List Bullet") + (f" {depth}" if depth > 1 else "")
    styled = style in document.styles and not (ordered and depth > 1)
    first = int(element.get("start", "1"))
    numbering = _counting_anew(document, style, first) if ordered and styled else None
    for at, item in enumerate(element.iterchildren("li")):
        paragraph = document.add_paragraph(style=style if styled else None)
        if not styled:
            paragraph.paragraph_format.left_indent = _INDENT * (depth + 1)
            paragraph.paragraph_format.first_line_indent = -_INDENT
            paragraph.add_run(f"{first + at}. " if ordered else "・")
        elif numbering is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  no other way to a number
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbering
        _words(paragraph, item)
        for inner in item:
            if inner.tag in ("ul", "ol"):
                _list(document, inner, min(depth + 1, _DEEPEST))


def _counting_anew(document: WordDocument, style: str, first: int) -> int | None:
    """A numbering of its own for one list: with the style's alone the second list would go on from the first."""
    found = document.styles[style].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if found is None:
        return None
    numbering: Any = document.part.numbering_part.element
    used = numbering.num_having_numId(int(found.get(qn("w:val"))))
    made = numbering.add_num(used.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(first)
    return int(made.numId)


def _words(paragraph: Paragraph, element: HtmlElement) -> None:
    """The words of an element without those of lists within it; bold stays bold."""
    _run(paragraph, element.text, bold=False)
    for child in element:
        if child.tag in ("ul", "ol"):
            continue
        if child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag in ("p", "strong", "em", "del", "code") and len(child):
            _words(paragraph, child)
        else:
            _run(paragraph, child.text_content(), bold=child.tag == "strong")
        _run(paragraph, child.tail, bold=False)


def _run(paragraph: Paragraph, words: str | None, *, bold: bool) -> None:
    flat = (words or "").strip("\n")
    if flat:
        run = paragraph.add_run(flat)
        run.bold = bold or None


def _table(document: WordDocument, element: HtmlElement) -> None:
    rows = [[cell.text_content().strip() for cell in row] for row in element.iter("tr")]
    grid = "Table Grid" in document.styles
    table = document.add_table(
        rows=len(rows), cols=max(map(len, rows), default=1), style="Table Grid" if grid else None
    )
    if not grid:
        _borders(table)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = table.cell(at, column)
            cell.text = words
            if at == 0:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
    if len(rows) > 1:
        repeated = OxmlElement("w:tblHeader")  # the first row once more on each page
        table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  python-docx has no other way
    document.add_paragraph()


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  python-docx has no other way
