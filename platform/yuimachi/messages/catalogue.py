"""Writes an app's English list of messages and its compiled form; keeps what was translated before."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from yuimachi.messages.gather import APPS, ROOT, gather

LANGUAGE: Final = "en"
# Fixed, so that a list changes only when its messages do.
_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER: Final = "# English of Yuimachi. Written by `make messages`: translate here, then run it again."


def list_of(*, app: str, root: Path = ROOT) -> Path:
    """Where the English list of an app lies."""
    return root / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(*, app: str, root: Path = ROOT) -> Catalog:
    """The list as it lies there; an empty one when there is none."""
    file = list_of(app=app, root=root)
    if not file.exists():
        return _empty()
    with file.open("rb") as source:
        return read_po(source, locale=LANGUAGE)


def fresh(*, app: str, root: Path = ROOT) -> Catalog:
    """The list as the sources now ask for: what is gone falls out, what is new takes another app's words or none."""
    known = [read(app=one, root=root) for one in (app, *(other for other in APPS if other != app))]
    catalogue = _empty()
    for message in gather(app=app, root=root):
        before = _translated(known, message.text, message.context)
        catalogue.add(
            message.text,
            before,
            locations=[(message.place, 0)],
            auto_comments=message.notes,
            context=message.context,
            flags=(),
        )
    return catalogue


def as_text(catalogue: Catalog) -> bytes:
    """A list as its file holds it."""
    target = io.BytesIO()
    write_po(target, catalogue, width=120, sort_by_file=True, include_lineno=False, include_previous=False)
    return target.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The form that Django reads."""
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def untranslated(catalogue: Catalog) -> list[Entry]:
    """Messages without English."""
    return [entry for entry in catalogue if entry.id and not (entry.string and all(entry.string))]


def _translated(known: Iterable[Catalog], text: str | tuple[str, str], context: str | None) -> str | tuple[str, ...]:
    """The first complete English among the lists; "" when there is none."""
    for catalogue in known:
        entry = catalogue.get(text if isinstance(text, str) else text[0], context)
        if entry and entry.string and all(entry.string):
            return entry.string if isinstance(entry.string, str) else tuple(entry.string)
    return ""


def _empty() -> Catalog:
    return Catalog(
        locale=LANGUAGE,
        header_comment=_HEADER,
        project="Yuimachi",
        version="0",
        copyright_holder="Yuimachi",
        msgid_bugs_address="",
        creation_date=_DATE,
        revision_date=_DATE,
        last_translator="Yuimachi",
        language_team="English",
        fuzzy=False,
    )
