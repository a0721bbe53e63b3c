"""A confirmed draft as a file: Word, PDF, text. What nobody answered for does not leave."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from assistants.audit_actions import DRAFT_TAKEN
from assistants.drafting.find import version_of
from assistants.drafting.layout import as_html
from assistants.drafting.paper import as_pdf
from assistants.drafting.town_forms import form_of
from assistants.drafting.word import as_word
from assistants.models import Draft
from assistants.refusals import Refused
from audit_log.public import Actor, Subject, record
from web.public import wareki


@dataclass(frozen=True, slots=True)
class Taken:
    """A file to hand out."""

    content: bytes
    content_type: str
    ending: str


def take(*, row: Draft, kind: str, actor: Actor, now: datetime) -> Taken:
    """Write the newest version as `kind` (word, pdf, text), and record it. Raises Refused when nobody confirmed it."""
    if not row.may_leave:
        raise Refused(_("この版はまだ確認されていません。「確認する」で内容を確かめてから、書き出してください。"))
    content_type, ending, write = _KINDS[kind]
    made = Taken(write(row, version_of(row=row).text), content_type, ending)
    with transaction.atomic():
        subject = Subject("assistants.draft", str(row.pk), row.title)
        detail = {"number": row.number, "kind": kind}
        record(action=DRAFT_TAKEN, actor=actor, subject=subject, detail=detail, at=now)
    return made


def _word(row: Draft, text: str) -> bytes:
    return as_word(row, text, form_of(row=row))


def _text(row: Draft, text: str) -> bytes:
    date = wareki(day=row.dated_on) if row.dated_on else ""
    head = [line for line in (row.document_number, date, row.addressee, row.sender) if line]
    return "\r\n".join([*head, "", row.title, "", *text.splitlines()]).encode("utf-8-sig")


def _pdf(row: Draft, text: str) -> bytes:
    context = {"row": row, "body": as_html(text=text)}
    return as_pdf(page=render_to_string("assistants/drafting/paper.html", context))


_KINDS: Final[dict[str, tuple[str, str, Callable[[Draft, str], bytes]]]] = {
    "word": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", _word),
    "pdf": ("application/pdf", "pdf", _pdf),
    "text": ("text/plain; charset=utf-8", "txt", _text),
}
KINDS: Final = tuple(_KINDS)
