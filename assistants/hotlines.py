"""Hotlines: written with source and date, never in code; shown while they are valid."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from assistants.audit_actions import HOTLINE_REMOVED, HOTLINE_VERIFIED, HOTLINE_WRITTEN
from assistants.models import Hotline
from assistants.turn import HotlineCard
from audit_log.public import Actor, Subject, record

VERIFIED_FOR: Final = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class WrittenHotline:
    """A hotline as written down by the town. `kind` is one of Hotline.Kind."""

    kind: str
    name: str
    number: str
    hours: str
    area: str
    source: str
    verified_on: date
    expires_on: date


def write_hotlines(*, hotlines: Iterable[WrittenHotline]) -> None:
    """Write hotlines into the entered town; one of the same kind and number is brought up to date."""
    for position, written in enumerate(hotlines):
        values = {**asdict(written), "position": position}
        kind, number = values.pop("kind"), values.pop("number")
        Hotline.objects.update_or_create(kind=kind, number=number, defaults=values)


def hotline_cards(*, kinds: Sequence[str], today: date) -> tuple[HotlineCard, ...]:
    """The valid hotlines of these kinds as readers are shown them, in the order of the kinds. One query."""
    rows = Hotline.objects.valid(today=today).filter(kind__in=kinds)
    ordered = sorted(rows, key=lambda row: (kinds.index(row.kind), row.position, row.pk))
    return tuple(
        HotlineCard(row.name, row.number, row.hours, row.area, row.source, row.verified_on.isoformat())
        for row in ordered
    )


def save_hotline(*, hotline: Hotline, actor: Actor, now: datetime) -> None:
    """Keep what a person wrote; who saves a hotline has verified it today."""
    hotline.verified_on, hotline.verified_by = now.date(), actor.label
    with transaction.atomic():
        hotline.save()
        record(
            action=HOTLINE_WRITTEN, actor=actor, subject=_subject(hotline), detail={"number": hotline.number}, at=now
        )


def verify_hotline(*, hotline: Hotline, actor: Actor, now: datetime) -> None:
    """Number and hours were checked: shown for another half year."""
    hotline.verified_on, hotline.verified_by = now.date(), actor.label
    hotline.expires_on = now.date() + VERIFIED_FOR
    with transaction.atomic():
        hotline.save(update_fields=["verified_on", "verified_by", "expires_on"])
        record(action=HOTLINE_VERIFIED, actor=actor, subject=_subject(hotline), at=now)


def remove_hotline(*, hotline: Hotline, actor: Actor, now: datetime) -> None:
    """Take a hotline away; the log keeps its name."""
    with transaction.atomic():
        record(
            action=HOTLINE_REMOVED, actor=actor, subject=_subject(hotline), detail={"number": hotline.number}, at=now
        )
        hotline.delete()


def _subject(hotline: Hotline) -> Subject:
    return Subject("assistants.hotline", str(hotline.pk or ""), hotline.name)
