"""A draft as a Word document: in the town's form, or on plain A4 with number, date, addressee, sender and title."""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistants.drafting.form_places import fill
from assistants.drafting.word_text import add_text
from assistants.models import Draft
from web.public import wareki

_FONT: Final = "ＭＳ 明朝"
_HEADING_FONT: Final = "ＭＳ ゴシック"
_MARGINS_MM: Final = 25


def as_word(row: Draft, text: str, form: bytes | None = None) -> bytes:
    """The .docx: a copy of the town's `form`, else A4 in the fonts that town halls have."""
    document = Document(BytesIO(form)) if form else Document()
    if form:
        fill(document=document, values=values_of(row), put_text=lambda into: _moved(into, text))
    else:
        _set_up(document)
        _head(document, row)
        add_text(document=document, text=text)
        document.core_properties.author, document.core_properties.comments = row.sender, ""
    for language in document.styles.element.iter(qn("w:lang")):  # else some programs take Chinese shapes of letters
        language.set(qn("w:eastAsia"), "ja-JP")
    document.core_properties.title = row.title
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def values_of(row: Draft) -> dict[str, str]:
    """What stands in a form's places, but for the text itself."""
    date = wareki(day=row.dated_on) if row.dated_on else ""
    number, addressee, sender = row.document_number, row.addressee, row.sender
    return {"文書番号": number, "日付": date, "宛名": addressee, "差出人": sender, "件名": row.title}


def _moved(document: WordDocument, text: str) -> list[Any]:
    """The text's elements, taken off the document's end again."""
    before = set(document.element.body)
    add_text(document=document, text=text)
    return [element for element in document.element.body if element not in before]


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
    found.font.color.rgb = None
    found.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _head(document: WordDocument, row: Draft) -> None:
    values = values_of(row)
    for name, side in (
        ("文書番号", WD_ALIGN_PARAGRAPH.RIGHT),
        ("日付", WD_ALIGN_PARAGRAPH.RIGHT),
        ("宛名", WD_ALIGN_PARAGRAPH.LEFT),
        ("差出人", WD_ALIGN_PARAGRAPH.RIGHT),
    ):
        if values[name]:
            document.add_paragraph(values[name]).alignment = side
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(row.title).font.size = Pt(14)
