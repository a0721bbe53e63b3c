"""Writes drafts: begun, saved as versions without losing anybody's words, described, gone back to an older text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assistants.audit_actions import DRAFT_BEGUN, DRAFT_DELETED
from assistants.models import Draft, DraftVersion, DraftWriting
from assistants.refusals import Refused, check_grade
from audit_log.public import Actor, Subject, record
from tenants.public import Access

LONGEST_TEXT: Final = 50_000
_ONE_SITTING: Final = timedelta(minutes=30)


class ChangedMeanwhile(Refused):
    """The text was changed after this page was opened, by a colleague or in another window of the same person: nothing
    is overwritten. `newest` is the number of what stands there now."""

    def __init__(self, sentence: str, newest: int) -> None:
        super().__init__(sentence)
        self.newest = newest


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a text. `section_id`: colleagues who write along, None for nobody."""

    title: str
    profile: str
    grade: int
    section_id: int | None
    basis: str
    document_number: str = ""
    dated_on: date | None = None
    addressee: str = ""
    sender: str = ""
    word_form_id: int | None = None


def begin(
    *,
    access: Access,
    head: Head,
    text: str,
    names: Mapping[str, bool] | None = None,
    actor: Actor,
    now: datetime,
    template_id: int | None = None,
) -> Draft:
    """A draft with its first version; `names` are those that somebody chose to hide from models or not, `template_id`
    is whose result it begins with.

    Raises Refused, also for a grade above the town's limit.
    """
    _check(head, access, text)
    with transaction.atomic():
        row = Draft.objects.create(
            person_id=access.person_id,
            template_id=template_id,
            made_at=now,
            changed_at=now,
            names=dict(names or {}),
            **_values(head),
        )
        keep_version(row=row, access=access, text=text, message=_("はじめの文"), automatic=False, now=now)
        record(action=DRAFT_BEGUN, actor=actor, subject=_subject(row), at=now)
    return row


def save(
    *,
    draft_id: int,
    access: Access,
    base: int,
    text: str,
    message: str = "",
    automatic: bool = False,
    apart: bool = False,
    now: datetime,
) -> Draft:
    """Keep a text that was written on revision `base`. The same text is no version; what was written automatically
    within a sitting is one version, unless it is to stand `apart` (somebody compared and chose).

    Raises ChangedMeanwhile when the text was changed since `base`, Refused.
    """
    _check_length(text)
    with transaction.atomic():
        row = Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)
        newest = DraftVersion.objects.get(draft=row, number=row.number)
        if newest.text == text:
            if newest.automatic and not automatic:
                DraftVersion.objects.filter(pk=newest.pk).update(automatic=False, message=message)
            return row
        if base != row.revision:
            raise ChangedMeanwhile(_changed_by(newest, access), row.number)
        if DraftWriting.objects.filter(draft=row, state=DraftWriting.State.WRITING).exists():
            raise Refused(_("AIがいまこの下書きを書いています。終わるのを待つか、止めてから直してください。"))
        same_sitting = newest.automatic and newest.person_id == access.person_id and now - newest.at < _ONE_SITTING
        if same_sitting and not apart and row.confirmed_number != row.number:
            DraftVersion.objects.filter(pk=newest.pk).update(text=text, message=message, automatic=automatic, at=now)
            Draft.objects.filter(pk=row.pk).update(changed_at=now, state=Draft.State.DRAFT, revision=F("revision") + 1)
        else:
            keep_version(row=row, access=access, text=text, message=message, automatic=automatic, now=now)
    row.refresh_from_db()
    return row


def describe(*, row: Draft, access: Access, head: Head, now: datetime) -> None:
    """Change what stands above the text; a confirmed draft is to be confirmed again. Raises Refused."""
    _check(head, access, "")
    values = {**_values(head), "changed_at": now, "confirmed_number": None, "state": Draft.State.DRAFT}
    Draft.objects.filter(pk=row.pk).update(**values)


def leave_finding(*, row: Draft, rule: str, words: str) -> None:
    """Do not show this finding of the check in this draft again; the last 200 are remembered."""
    left = [rule[:80], words[:200]]
    Draft.objects.filter(pk=row.pk).update(ignored=[*row.ignored, left][-200:])


def delete(*, row: Draft, actor: Actor, now: datetime) -> None:
    """The draft goes with all its versions."""
    with transaction.atomic():
        Draft.objects.filter(pk=row.pk).delete()
        record(action=DRAFT_DELETED, actor=actor, subject=_subject(row), at=now)


def keep_version(
    *, row: Draft, access: Access, text: str, message: str, automatic: bool = False, now: datetime
) -> None:
    """A new version on top of the newest, whatever it is; inside a transaction that holds the draft's row."""
    number, revision = row.number + 1, row.revision + 1
    DraftVersion.objects.create(
        draft=row,
        number=number,
        text=text,
        message=message[:120],
        written_by=access.name,
        person_id=access.person_id,
        automatic=automatic,
        at=now,
    )
    row.number, row.revision, row.changed_at, row.state = number, revision, now, Draft.State.DRAFT
    row.save(update_fields=["number", "revision", "changed_at", "state"])


def _changed_by(newest: DraftVersion, access: Access) -> str:
    if newest.person_id == access.person_id:
        return _(
            "この下書きは、あなたの別の画面で先に保存されています。ここの文は下に残っています。見比べて直してください。"
        )
    told = _("%(who)sさんが先に第%(number)d版を保存しました。あなたの文は下に残っています。見比べて直してください。")
    return told % {"who": newest.written_by, "number": newest.number}


def _check(head: Head, access: Access, text: str) -> None:
    check_grade(grade=head.grade)
    _check_length(text)
    if not head.title.strip():
        raise Refused(_("題名が空です。あとで探せるように、題名を書いてください。"))
    if head.section_id is not None and head.section_id not in access.section_ids:
        raise Refused(_("一緒に書けるのは、自分の課だけです。"))


def _check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        told = _("%(length)d文字あります。%(most)d文字までに分けてください。文は入力欄に残っています。")
        raise Refused(told % {"length": len(text), "most": LONGEST_TEXT})


def _values(head: Head) -> dict[str, object]:
    return {
        "title": head.title.strip()[:120],
        "profile": head.profile,
        "grade": head.grade,
        "section_id": head.section_id,
        "basis": head.basis[:LONGEST_TEXT],
        "document_number": head.document_number,
        "dated_on": head.dated_on,
        "addressee": head.addressee,
        "sender": head.sender,
        "word_form_id": head.word_form_id,
    }


def _subject(row: Draft) -> Subject:
    return Subject("assistants.draft", str(row.pk), row.title)
