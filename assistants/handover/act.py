"""The desk's steps: take, reply, note, hand to another section, close, reopen.

Each step is one conditional update on the row's state: of two clerks one succeeds, the other reads who was faster.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.audit_actions import (
    HANDOVER_ANSWERED,
    HANDOVER_CLOSED,
    HANDOVER_REOPENED,
    HANDOVER_TAKEN,
    HANDOVER_TRANSFERRED,
)
from assistants.handover.checking import checked_text
from assistants.handover.deliver import deliver
from assistants.handover.enqueue import tell_section
from assistants.handover.promise import reachable_desk
from assistants.handover.refused import HandoverRefused
from assistants.handover.rules import handover_rules
from assistants.handover.words import write_word
from assistants.models import Handover, HandoverMessage
from audit_log.public import Action, Actor, Subject, record
from tenants.public import town_sections

State = Handover.State
Kind = HandoverMessage.Kind


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who acts, as the row and the log name them."""

    person_id: int
    name: str
    actor: Actor


def take(*, row: Handover, clerk: Clerk, instead_of: int | None, now: datetime) -> None:
    """Be the one who answers; `instead_of`: whom the page showed as having it. Raises HandoverRefused."""
    free = (
        Q(state__in=Handover.WAITING)
        if instead_of is None
        else Q(taken_by_id=instead_of, state__in=(State.TAKEN, State.ANSWERED))
    )
    with transaction.atomic():
        _move(row, free, {"state": State.TAKEN, "taken_by_id": clerk.person_id, "taken_at": now})
        _event(row, clerk, "taken", now)
        _record(HANDOVER_TAKEN, row, clerk, now)


def reply(*, row: Handover, clerk: Clerk, text: str, key: UUID, now: datetime) -> None:
    """Answer the resident; an open one is taken by that. The same form twice is one answer. Raises HandoverRefused."""
    plain = checked_text(text=text)
    if HandoverMessage.objects.filter(key=key, handover=row).exists():
        return
    mine = Q(taken_by_id=clerk.person_id, state__in=(State.TAKEN, State.ANSWERED))
    with transaction.atomic():
        _move(
            row,
            mine | Q(state__in=Handover.WAITING),
            {
                "state": State.ANSWERED,
                "taken_by_id": clerk.person_id,
                "taken_at": Coalesce("taken_at", now),
                "first_answered_at": Coalesce("first_answered_at", now),
                "answered_at": now,
                "notice_due_at": None,
            },
        )
        section = row.section.name if row.section else _("役場")
        word = write_word(
            handover=row, kind=Kind.DESK, text=plain, at=now, key=key, person_id=clerk.person_id,
            person_name=clerk.name, section_name=section,
        )  # fmt: skip
        if word:
            deliver(message=word, channel=row.channel, now=now)
        _record(HANDOVER_ANSWERED, row, clerk, now)


def note(*, row: Handover, clerk: Clerk, text: str, key: UUID, now: datetime) -> None:
    """A word among colleagues; residents never see it. Raises HandoverRefused."""
    plain = checked_text(text=text)
    write_word(
        handover=row, kind=Kind.NOTE, text=plain, at=now, key=key, person_id=clerk.person_id, person_name=clerk.name
    )


def transfer(*, row: Handover, clerk: Clerk, section_id: int, reason: str, now: datetime) -> None:
    """Hand it to another section with a note why; a new promise counts from now. Raises HandoverRefused."""
    names = {section.id: section.name for section in town_sections()}
    if section_id not in names or section_id == row.section_id:
        raise HandoverRefused(_("引き継ぐ先の課を、いまの課のほかから選んでください。"))
    plain = checked_text(text=reason)
    promised = reachable_desk(section_id=section_id).promise(now=now, hours=handover_rules().answer_within_hours)
    fresh = {"alarmed_at": None, "alarm_begun_at": None, "notice_begun_at": None, "notice_due_at": now}
    values = {"state": State.TRANSFERRED, "section_id": section_id, "taken_by_id": None, "taken_at": None, **fresh}
    with transaction.atomic():
        _move(row, ~Q(state=State.CLOSED) & Q(section_id=row.section_id), {**values, "promised_at": promised})
        write_word(handover=row, kind=Kind.NOTE, text=plain, at=now, person_id=clerk.person_id, person_name=clerk.name)
        _event(row, clerk, "transferred", now, text=names[section_id])
        tell_section(handover_id=row.pk, now=now)
        _record(HANDOVER_TRANSFERRED, row, clerk, now, {"to": names[section_id]})


def close(*, row: Handover, clerk: Clerk, reason: str, now: datetime) -> None:
    """End it; without an answer only with a reason, which stays among colleagues. Raises HandoverRefused."""
    if row.first_answered_at is None and not reason.strip():
        raise HandoverRefused(
            _("まだ返信していません。返信せずに終えるときは、理由を書いてください（庁内にだけ残ります）。")
        )
    if reason.strip():
        reason = checked_text(text=reason)
    until = timezone.localdate(now) + timedelta(days=handover_rules().contact_kept_days)
    with transaction.atomic():
        values = {"state": State.CLOSED, "closed_at": now, "contact_until": until, "notice_due_at": None}
        _move(row, ~Q(state=State.CLOSED), values)
        if reason:
            write_word(
                handover=row, kind=Kind.NOTE, text=reason, at=now, person_id=clerk.person_id, person_name=clerk.name
            )
        _event(row, clerk, "closed", now)
        _record(HANDOVER_CLOSED, row, clerk, now)


def reopen(*, row: Handover, clerk: Clerk, now: datetime) -> None:
    """Take a closed one up again. Raises HandoverRefused."""
    with transaction.atomic():
        taken = {"state": State.TAKEN, "taken_by_id": clerk.person_id, "taken_at": now}
        _move(row, Q(state=State.CLOSED), {**taken, "closed_at": None, "contact_until": None})
        _event(row, clerk, "reopened", now)
        _record(HANDOVER_REOPENED, row, clerk, now)


def _move(row: Handover, before: Q, values: Mapping[str, Any]) -> None:
    if Handover.objects.filter(before, pk=row.pk).update(**values):
        return
    row.refresh_from_db()
    if row.state == State.CLOSED:
        raise HandoverRefused(_("この相談はもう終了しています。続けるときは「再開する」を押してください。"))
    if row.taken_by:
        raise HandoverRefused(
            _("%(name)sさんが先に対応を始めています。代わるときは「担当を代わる」を押してください。")
            % {"name": row.taken_by.name}
        )
    raise HandoverRefused(_("ほかの人の操作で状態が変わりました。いまの内容を確かめて、もう一度操作してください。"))


def _event(row: Handover, clerk: Clerk, event: str, now: datetime, text: str = "") -> None:
    write_word(
        handover=row, kind=Kind.EVENT, event=event, text=text, at=now, person_id=clerk.person_id, person_name=clerk.name
    )


def _record(action: Action, row: Handover, clerk: Clerk, now: datetime, detail: dict[str, str] | None = None) -> None:
    subject = Subject("assistants.handover", str(row.pk), _("相談%(number)s") % {"number": row.pk})
    record(action=action, actor=clerk.actor, subject=subject, detail=detail, at=now)
