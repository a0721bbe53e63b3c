"""A text that other apps keep, in the dress of a draft: safe HTML, a Word document, a PDF on A4."""

from django.template.loader import render_to_string

from assistants.drafting.layout import as_html
from assistants.drafting.paper import as_pdf
from assistants.drafting.word import as_word
from assistants.models import Draft


def text_as_html(*, text: str) -> str:
    """Markdown as HTML that may be shown as it is: headings, lists, tables, no links, nothing that runs."""
    return as_html(text=text)


def text_as_word(*, title: str, text: str) -> bytes:
    """A .docx on A4 with the title above the Markdown text."""
    return as_word(Draft(title=title), text)


def text_as_pdf(*, title: str, text: str) -> bytes:
    """The same as PDF. Raises Refused (`PromptRefused`) where the parts for it are not installed."""
    context = {"row": Draft(title=title), "body": as_html(text=text)}
    return as_pdf(page=render_to_string("assistants/drafting/paper.html", context))
