"""Writes the town's texts: each change a version, nobody's words lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.public import names_in
from audit_log.public import Actor, Subject, record
from templates.audit_actions import TEXT_RETIRED, TEXT_WRITTEN
from templates.models import TownText, TownTextVersion

LONGEST: Final = 120_000  # characters of a text
LONGEST_TITLE: Final = 80


class TextRefused(ValueError):
    """Why a text is not kept; the message says what to do."""


class TextChanged(RuntimeError):
    """Somebody wrote it meanwhile, or it is no longer in use: nothing was written."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A title, a text in Markdown, and a few words on where it comes from or what was changed."""

    title: str
    body: str
    message: str = ""


def make_texts(*, wordings: Sequence[Wording], by: Actor, now: datetime) -> tuple[int, ...]:
    """New texts; their ids in order. Two queries for any number. Raises TextRefused."""
    for one in wordings:
        _check(one)
    with transaction.atomic():
        rows = TownText.objects.bulk_create(TownText(title=one.title, made_at=now, changed_at=now) for one in wordings)
        versions = [_version(row, one, by, now) for row, one in zip(rows, wordings, strict=True)]
        TownTextVersion.objects.bulk_create(versions)
    return tuple(row.pk for row in rows)


def begin_text(*, wording: Wording, by: Actor, now: datetime) -> int:
    """One that somebody of the town begins; its id. Raises TextRefused."""
    with transaction.atomic():
        (made,) = make_texts(wordings=[wording], by=by, now=now)
        record(action=TEXT_WRITTEN, actor=by, subject=_subject(made, wording.title), detail={"number": 1}, at=now)
    return made


def save_text(*, text_id: int, wording: Wording, based_on: int, by: Actor, now: datetime) -> int:
    """The next version, on top of version `based_on`; its number. The same words are no version.

    Raises TextRefused, TextChanged.
    """
    _check(wording)
    with transaction.atomic():
        row = TownText.objects.select_for_update().filter(pk=text_id, retired_at=None).first()
        if row is None or row.number != based_on:
            raise TextChanged(text_id)
        newest = row.versions.get(number=row.number)
        if (newest.title, newest.body) == (wording.title, wording.body):
            return row.number
        row.number, row.title, row.changed_at = row.number + 1, wording.title, now
        row.save(update_fields=["number", "title", "changed_at"])
        _version(row, wording, by, now).save()
        detail = {"number": row.number}
        record(action=TEXT_WRITTEN, actor=by, subject=_subject(row.pk, row.title), detail=detail, at=now)
    return row.number


def put_back(*, older: TownTextVersion, based_on: int, by: Actor, now: datetime) -> int:
    """The words of an older version as the next one; its number. Raises TextChanged."""
    wording = Wording(older.title, older.body, _("第%(number)d版の文に戻した") % {"number": older.number})
    return save_text(text_id=older.text_id, wording=wording, based_on=based_on, by=by, now=now)


def retire_texts(*, ids: Sequence[int], by: Actor, now: datetime) -> None:
    """Take texts out of use; their versions stay, a document in the knowledge base too."""
    with transaction.atomic():
        for row in TownText.objects.select_for_update().filter(pk__in=ids, retired_at=None):
            TownText.objects.filter(pk=row.pk).update(retired_at=now)
            record(action=TEXT_RETIRED, actor=by, subject=_subject(row.pk, row.title), at=now)


def newest_of(*, ids: Sequence[int]) -> dict[int, TownTextVersion]:
    """The newest version of each that is in use, by the text's id. One query."""
    rows = TownTextVersion.objects.filter(text__in=ids, text__retired_at=None).order_by("number")
    return {one.text_id: one for one in rows}


def open_blanks(*, body: str) -> tuple[str, ...]:
    """Blanks that still wait for a value in a text."""
    return tuple(dict.fromkeys(names_in(text=body)))


def _check(wording: Wording) -> None:
    if not wording.title.strip() or not wording.body.strip():
        raise TextRefused(_("題名と本文を書いてください。"))
    if len(wording.title) > LONGEST_TITLE:
        told = _("題名は%(most)d文字までにしてください。いまは%(count)d文字です。")
        raise TextRefused(told % {"most": LONGEST_TITLE, "count": len(wording.title)})
    if len(wording.body) > LONGEST:
        told = _("本文は%(most)d文字までにしてください。いまは%(count)d文字です。分けて登録できます。")
        raise TextRefused(told % {"most": LONGEST, "count": len(wording.body)})


def _version(row: TownText, wording: Wording, by: Actor, now: datetime) -> TownTextVersion:
    return TownTextVersion(
        text=row,
        number=row.number,
        title=wording.title,
        body=wording.body,
        message=wording.message[:120],
        written_by=by.label[:60],
        at=now,
    )


def _subject(text_id: int, title: str) -> Subject:
    return Subject("template_library.towntext", str(text_id), title)
