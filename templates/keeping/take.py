"""A text of the town as a file: Word, PDF, Markdown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assistants.public import text_as_pdf, text_as_word
from audit_log.public import Actor, Subject, record
from templates.audit_actions import TEXT_TAKEN
from templates.models import TownText, TownTextVersion


@dataclass(frozen=True, slots=True)
class TakenText:
    """A file to hand out."""

    content: bytes
    content_type: str
    ending: str


def take_text(*, row: TownText, kind: str, actor: Actor, now: datetime) -> TakenText:
    """The newest version as `kind` (see KINDS), and a line in the log.

    Raises PromptRefused where this installation cannot write PDF.
    """
    content_type, ending, write = _WRITERS[kind]
    made = TakenText(write(row.versions.get(number=row.number)), content_type, ending)
    subject = Subject("template_library.towntext", str(row.pk), row.title)
    record(action=TEXT_TAKEN, actor=actor, subject=subject, detail={"number": row.number, "kind": ending}, at=now)
    return made


def _word(one: TownTextVersion) -> bytes:
    return text_as_word(title=one.title, text=one.body)


def _pdf(one: TownTextVersion) -> bytes:
    return text_as_pdf(title=one.title, text=one.body)


def _markdown(one: TownTextVersion) -> bytes:
    return as_markdown(one=one).encode()


def as_markdown(*, one: TownTextVersion) -> str:
    """Title and text as one Markdown document."""
    return f"# {one.title}\n\n{one.body}\n"


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS: Final[dict[str, tuple[str, str, Callable[[TownTextVersion], bytes]]]] = {
    "word": (_WORD, "docx", _word),
    "pdf": ("application/pdf", "pdf", _pdf),
    "markdown": ("text/markdown; charset=utf-8", "md", _markdown),
}
KINDS: Final = tuple(_WRITERS)
