"""A Word form with every place, for a town that makes its first one."""

from io import BytesIO
from typing import Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistants.drafting.form_places import TEXT

_FONT: Final = "ＭＳ 明朝"
_LINES: Final = (
    ("文書番号", WD_ALIGN_PARAGRAPH.RIGHT),
    ("日付", WD_ALIGN_PARAGRAPH.RIGHT),
    ("宛名", WD_ALIGN_PARAGRAPH.LEFT),
    ("差出人", WD_ALIGN_PARAGRAPH.RIGHT),
    ("件名", WD_ALIGN_PARAGRAPH.CENTER),
    (TEXT, WD_ALIGN_PARAGRAPH.LEFT),
)


def sample_form(*, header: str = "", footer: str = "") -> bytes:
    """The .docx, A4; `header` and `footer` are lines on each page."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for style in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        found = document.styles[style]
        found.font.name, found.font.color.rgb = _FONT, None
        found.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.styles["Normal"].font.size = Pt(10.5)
    for name, side in _LINES:
        paragraph = document.add_paragraph()
        paragraph.alignment = side
        run = paragraph.add_run("{{" + name + "}}")
        run.font.size = Pt(14) if name == "件名" else None
    page.header.paragraphs[0].text, page.footer.paragraphs[0].text = header, footer
    page.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    written = BytesIO()
    document.save(written)
    return written.getvalue()
