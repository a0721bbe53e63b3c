"""Close a town: the end is announced, can be taken back until its day is over, and is then done.

open → announced (`last_day`) → closed. A suspended town can be closed as well. Nothing is deleted here: sign-in and
chat end, the consortium's papers go on, the town's data stays until it is deleted by the runbook.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.public import SYSTEM, Action, Actor, ActorKind, Subject, record
from tenants.audit_actions import CLOSING_ANNOUNCED, CLOSING_TAKEN_BACK, TOWN_CLOSED
from tenants.border.current import current_town, in_public, in_town
from tenants.border.middleware import forget_hosts
from tenants.models import Municipality, Person
from web.public import wareki

SHORTEST_NOTICE: Final = timedelta(days=14)  # for taking the data along


class ClosingRefused(ValueError):
    """The closing cannot be announced or taken back; the message says why and what to do."""


def announce_closing(*, town_id: int, last_day: date, reason: str, operator: Person, now: datetime) -> None:
    """Announce the last day, or another one. Raises ClosingRefused."""
    earliest = timezone.localdate(now) + SHORTEST_NOTICE
    if last_day < earliest:
        raise ClosingRefused(
            _("データを持ち出す期間が要ります。最後の利用日は%(day)s以後にしてください。")
            % {"day": wareki(day=earliest)}
        )
    with transaction.atomic(), in_public():
        row = _locked(town_id)
        row.announce_end(last_day=last_day, reason=reason)
        _record_both(CLOSING_ANNOUNCED, row, _actor(operator), now, {"day": last_day.isoformat(), "reason": reason})
    forget_hosts()


def take_back_closing(*, town_id: int, operator: Person, now: datetime) -> bool:
    """The town goes on; False when no end was announced. Raises ClosingRefused for a town that is closed."""
    with transaction.atomic(), in_public():
        row = _locked(town_id)
        if row.last_day is None:
            return False
        day = row.last_day.isoformat()
        row.announce_end(last_day=None, reason="")
        _record_both(CLOSING_TAKEN_BACK, row, _actor(operator), now, {"day": day})
    forget_hosts()
    return True


@dataclass(frozen=True, slots=True)
class AnnouncedEnd:
    """What the entered town is told of its end."""

    last_day: date
    reason: str


def announced_end() -> AnnouncedEnd | None:
    """The entered town's announced last day, or None; one query."""
    town = current_town()
    with in_public():
        row = Municipality.objects.filter(pk=town.id, last_day__isnull=False, closed_at=None).first()
    return AnnouncedEnd(row.last_day, row.closing_reason) if row and row.last_day else None


def close_due_towns(*, now: datetime) -> int:
    """Close each town whose last day is over; how many. Each in a transaction of its own."""
    with in_public():
        due = Municipality.objects.closing_due(today=timezone.localdate(now))
        ids = list(due.values_list("pk", flat=True))
    return sum(_close(town_id, now) for town_id in ids)


def _close(town_id: int, now: datetime) -> bool:
    with transaction.atomic(), in_public():
        due = Municipality.objects.closing_due(today=timezone.localdate(now)).filter(pk=town_id)
        if not due.update(closed_at=now):
            return False
        row = Municipality.objects.get(pk=town_id)
        _record_both(TOWN_CLOSED, row, SYSTEM, now, {"day": str(row.last_day)})
    forget_hosts()
    return True


def _locked(town_id: int) -> Municipality:
    row = Municipality.objects.select_for_update().get(pk=town_id)
    if row.closed_at:
        raise ClosingRefused(_("%(name)sはすでに終了しています。") % {"name": row.name})
    return row


def _record_both(action: Action, row: Municipality, actor: Actor, now: datetime, detail: dict[str, str]) -> None:
    subject = Subject(kind="municipality", id=str(row.pk), label=str(row))
    record(action=action, actor=actor, subject=subject, detail=detail, at=now)
    host = Municipality.objects.with_host().get(pk=row.pk).host
    with in_town(row.as_town(host=host)):
        record(action=action, actor=actor, subject=subject, detail=detail, at=now)


def _actor(operator: Person) -> Actor:
    return Actor(kind=ActorKind.OPERATOR, id=str(operator.pk), label=operator.name)
