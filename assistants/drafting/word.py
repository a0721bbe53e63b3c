"""A draft as a Word document: number, date, addressee, sender, title, then headings, paragraphs, lists, tables."""

from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import html
from lxml.html import HtmlElement

from assistants.drafting.layout import as_html
from assistants.models import Draft
from web.public import wareki

_FONT: Final = "ＭＳ 明朝"
_HEADING_FONT: Final = "ＭＳ ゴシック"
_MARGINS_MM: Final = 25


def as_word(row: Draft, text: str) -> bytes:
    """The .docx, A4, in the fonts that town halls have."""
    document = Document()
    _set_up(document)
    _head(document, row)
    for element in html.fragment_fromstring(as_html(text=text) or "<p></p>", create_parent="div"):
        _put(document, element)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGINS_MM)
    _font(document, "Normal", _FONT, 10.5)
    for level, size in ((1, 14.0), (2, 12.0), (3, 10.5)):
        _font(document, f"Heading {level}", _HEADING_FONT, size)


def _font(document: WordDocument, style: str, name: str, size: float) -> None:
    found = document.styles[style]
    found.font.name, found.font.size = name, Pt(size)
    found.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _head(document: WordDocument, row: Draft) -> None:
    date = wareki(day=row.dated_on) if row.dated_on else ""
    for words, side in (
        (row.document_number, WD_ALIGN_PARAGRAPH.RIGHT),
        (date, WD_ALIGN_PARAGRAPH.RIGHT),
        (row.addressee, WD_ALIGN_PARAGRAPH.LEFT),
        (row.sender, WD_ALIGN_PARAGRAPH.RIGHT),
    ):
        if words:
            document.add_paragraph(words).alignment = side
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(row.title).font.size = Pt(14)


def _put(document: WordDocument, element: HtmlElement) -> None:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4":
            document.add_heading(element.text_content(), level=min(int(element.tag[1]), 3))
        case "ul" | "ol":
            style = "List Bullet" if element.tag == "ul" else "List Number"
            for item in element.iter("li"):
                document.add_paragraph("".join(_own_words(item)).strip(), style=style)
        case "table":
            _table(document, element)
        case "hr":
            document.add_paragraph()
        case _:
            _paragraph(document, element)


def _own_words(item: HtmlElement) -> list[str]:
    """The words of a list's item without those of the lists in it."""
    words = [item.text or ""]
    for child in item:
        words += ["" if child.tag in ("ul", "ol") else child.text_content(), child.tail or ""]
    return words


def _paragraph(document: WordDocument, element: HtmlElement) -> None:
    paragraph = document.add_paragraph(style="Quote" if element.tag == "blockquote" else None)
    paragraph.add_run(element.text or "")
    for child in element.iter():
        if child is element:
            continue
        if child.tag == "br":
            paragraph.add_run().add_break()
        else:
            paragraph.add_run(child.text or "").bold = child.tag == "strong"
        paragraph.add_run(child.tail or "")


def _table(document: WordDocument, element: HtmlElement) -> None:
    rows = [[cell.text_content().strip() for cell in row] for row in element.iter("tr")]
    table = document.add_table(rows=len(rows), cols=max(map(len, rows), default=1), style="Table Grid")
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
