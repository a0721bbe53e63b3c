"""An inquiry as a file: what was asked, answered and cited, as text or as a Word document."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Literal

from django.utils.translation import gettext as _
from docx import Document

from assistants.models import Inquiry
from assistants.showing import Shown
from web.public import spoken_moment

Line = tuple[Literal["title", "question", "text", "quote", "source"], str]


def as_text(*, row: Inquiry, turns: Sequence[Shown]) -> bytes:
    """UTF-8 with line ends that every editor of a town hall shows rightly."""
    marks = {"title": "", "question": "■ ", "text": "", "quote": "　", "source": "　出典"}
    lines = (f"{marks[kind]}{text}" for kind, text in _lines(row, turns))
    return "\r\n".join(lines).encode("utf-8-sig")


def as_word(*, row: Inquiry, turns: Sequence[Shown]) -> bytes:
    """A .docx with the questions as headings."""
    document = Document()
    for kind, text in _lines(row, turns):
        if kind == "title":
            document.add_heading(text, level=1)
        elif kind == "question":
            document.add_heading(text, level=2)
        elif kind == "quote":
            document.add_paragraph(text, style="Quote")
        elif kind == "source":
            document.add_paragraph(f"出典{text}", style="List Bullet")
        elif text:
            document.add_paragraph(text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _lines(row: Inquiry, turns: Sequence[Shown]) -> Iterator[Line]:
    yield "title", row.title or _("調べもの")
    yield "text", _("AIが町の資料をもとに書いたものを含みます。使う前に、出典で確かめてください。")
    for turn in turns:
        yield "text", ""
        yield "question", turn.question or _("（質問は保存していません）")
        yield "text", spoken_moment(at=turn.at, with_year=True)
        if turn.says_ending:
            yield "text", turn.sentence
        for part in turn.parts:
            numbers = "".join(f"［{number}］" for number in part.numbers)
            yield ("quote" if part.quoted else "text"), f"{part.text}{numbers}"
        for source in turn.citations:
            page = _("%(page)dページ") % {"page": source.page} if source.page else ""
            yield "source", " ".join(filter(None, (f"［{source.number}］", source.title, source.place, page)))
