"""Writes drafts: begun, saved as versions without losing anybody's words, described, gone back to an older text."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import DRAFT_BEGUN, DRAFT_DELETED
from assistants.models import Draft, DraftVersion
from assistants.refusals import Refused, check_grade
from audit_log.public import Actor, Subject, record
from tenants.public import Access

LONGEST_TEXT: Final = 50_000
_ONE_SITTING: Final = timedelta(minutes=30)


class ChangedMeanwhile(Refused):
    """A colleague saved another version after this one was opened: nothing is overwritten. `newest` is theirs."""

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


def begin(*, access: Access, head: Head, text: str, actor: Actor, now: datetime) -> Draft:
    """A draft with its first version. Raises Refused, Refused for a grade above the town's limit."""
    _check(head, access, text)
    with transaction.atomic():
        row = Draft.objects.create(person_id=access.person_id, made_at=now, changed_at=now, **_values(head))
        _keep(row, access, text, _("はじめの文"), automatic=False, now=now)
        record(action=DRAFT_BEGUN, actor=actor, subject=_subject(row), at=now)
    return row


def save(
    *, draft_id: int, access: Access, base: int, text: str, message: str = "", automatic: bool = False, now: datetime
) -> Draft:
    """A new version on top of version `base`. The same text is no version; what was written automatically within a
    sitting is one version. Raises ChangedMeanwhile when `base` is not the newest, Refused."""
    _check_length(text)
    with transaction.atomic():
        row = Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)
        newest = DraftVersion.objects.get(draft=row, number=row.number)
        if newest.text == text:
            if newest.automatic and not automatic:
                DraftVersion.objects.filter(pk=newest.pk).update(automatic=False, message=message)
            return row
        if base != row.number:
            told = _(
                "%(who)sさんが先に第%(number)d版を保存しました。あなたの文は下に残っています。見比べて直してください。"
            )
            raise ChangedMeanwhile(told % {"who": newest.written_by, "number": row.number}, row.number)
        same_sitting = newest.automatic and newest.person_id == access.person_id and now - newest.at < _ONE_SITTING
        if same_sitting and row.confirmed_number != row.number:
            DraftVersion.objects.filter(pk=newest.pk).update(text=text, message=message, automatic=automatic, at=now)
            Draft.objects.filter(pk=row.pk).update(changed_at=now, state=Draft.State.DRAFT)
        else:
            _keep(row, access, text, message, automatic=automatic, now=now)
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


def _keep(row: Draft, access: Access, text: str, message: str, *, automatic: bool, now: datetime) -> None:
    number = row.number + 1
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
    row.number, row.changed_at, row.state = number, now, Draft.State.DRAFT
    row.save(update_fields=["number", "changed_at", "state"])


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
    }


def _subject(row: Draft) -> Subject:
    return Subject("assistants.draft", str(row.pk), row.title)
