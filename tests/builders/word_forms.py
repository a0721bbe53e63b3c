"""Town Word forms as a clerk would make them: header and footer, a table, places cut into runs as Word cuts them."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt


def word_form(*extra: str) -> bytes:
    """A form with all places; `extra` paragraphs behind the text."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "甲野町　{{件名}}"
    section.footer.paragraphs[0].text = "甲野町役場　電話 0999-90-1000"
    number = document.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for piece in ("{", "{文書", "番号}", "}"):
        number.add_run(piece)
    document.add_paragraph("｛｛日付｝｝").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("{{宛名}}")
    document.add_paragraph("{{ 差出人 }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("{{件名}}").font.size = Pt(16)
    document.add_paragraph("{{本文}}")
    for one in extra:
        document.add_paragraph(one)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "担当", "{{差出人}}"
    return _saved(document)


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """The same file with one more member, or another content of one."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w") as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, data)
    return written.getvalue()


def member(content: bytes, name: str) -> bytes:
    """One member of a file."""
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def _saved(document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()
