"""A draft is answered for by name before it leaves the page, and approved by a second person where that is wanted."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assistants.audit_actions import DRAFT_APPROVED, DRAFT_ASKED, DRAFT_CONFIRMED, DRAFT_RETURNED
from assistants.models import Draft, DraftWriting
from assistants.refusals import Refused
from audit_log.public import Action, Actor, Subject, record
from tenants.public import Access, town_people

MINUTES: Final = (0, 5, 15, 30, 60, 120)
State = Draft.State


def confirm(
    *,
    row: Draft,
    access: Access,
    read_at: datetime,
    vows: frozenset[str],
    minutes: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Somebody answers by name for the draft as it was last changed at `read_at`: what it says is right (accuracy), its
    rights are cleared (rights), no personal data is in it that must not be (privacy). Raises Refused, also when it was
    changed since: within a sitting the text of a version changes, its number does not."""
    if vows != {"accuracy", "rights", "privacy"}:
        raise Refused(_("3つの確認すべてに印を付けてください。確かめていない文は、持ち出せません。"))
    state = State.APPROVED if row.state == State.APPROVED else State.CHECKED
    with transaction.atomic():
        done = Draft.objects.exclude(writing__state=DraftWriting.State.WRITING)
        read = done.filter(pk=row.pk, number=row.number, changed_at=read_at).update(
            confirmed_number=F("number"),
            confirmed_by=access.name,
            confirmed_at=now,
            minutes_saved=minutes if minutes in MINUTES else None,
            state=state,
        )
        if not read:
            raise Refused(_("確認しているあいだに、文が変わりました。新しい文を読んで、もう一度確認してください。"))
        _record(DRAFT_CONFIRMED, row, actor, now)


def approvers(*, access: Access) -> list[tuple[int, str]]:
    """Whom the person may ask: everybody else of the town hall who writes drafts. One or two queries."""
    return [(one.id, one.name) for one in town_people() if one.id != access.person_id]


def ask_approval(*, row: Draft, access: Access, approver_id: int, actor: Actor, now: datetime) -> None:
    """Ask a second person to read a confirmed version. Raises Refused."""
    if not row.may_leave:
        raise Refused(_("承認を頼む前に、まず自分で確認してください。"))
    if approver_id not in {key for key, _name in approvers(access=access)}:
        raise Refused(_("承認する人を選んでください。自分には頼めません。"))
    with transaction.atomic():
        confirmed = Draft.objects.filter(pk=row.pk, number=row.number, confirmed_number=F("number"))
        if not confirmed.update(approver_id=approver_id, state=State.ASKED, approver_comment=""):
            raise Refused(_("確認しているあいだに、文が変わりました。新しい文を読んで、もう一度確認してください。"))
        _record(DRAFT_ASKED, row, actor, now)


def decide(
    *,
    row: Draft,
    access: Access,
    read_at: datetime,
    approved: bool,
    comment: str,
    actor: Actor,
    now: datetime,
) -> None:
    """The second person approves the draft as it was last changed at `read_at`, or gives it back with a comment.

    Raises Refused, also when it was changed and asked for anew since.
    """
    if row.approver_id != access.person_id or row.state != State.ASKED:
        raise Refused(_("この下書きの承認は、いまあなたに頼まれていません。"))
    if not approved and not comment.strip():
        raise Refused(_("差し戻すときは、直してほしいことを書いてください。"))
    with transaction.atomic():
        values = {"state": State.APPROVED, "approved_at": now} if approved else {"state": State.DRAFT}
        asked = Draft.objects.filter(pk=row.pk, state=State.ASKED, number=row.number, changed_at=read_at)
        if not asked.update(approver_comment=comment.strip()[:500], **values):
            raise Refused(_("読んでいるあいだに、文が変わりました。開き直してください。"))
        _record(DRAFT_APPROVED if approved else DRAFT_RETURNED, row, actor, now)


def _record(action: Action, row: Draft, actor: Actor, now: datetime) -> None:
    subject = Subject("assistants.draft", str(row.pk), row.title)
    record(action=action, actor=actor, subject=subject, detail={"number": row.number}, at=now)
