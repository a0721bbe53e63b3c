"""What a person said of tour and tips, kept; one row a person, written by what they press."""

from dataclasses import dataclass
from datetime import date, datetime

from tenants.models import DeskMemory


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of a person; the start is what a new colleague sees."""

    tour_ended: bool = False
    tip_closed_on: date | None = None
    tips_off: bool = False


def remembered(*, person_id: int) -> Remembered:
    """One query."""
    row = DeskMemory.objects.filter(person_id=person_id).first()
    return Remembered(row.tour_ended_at is not None, row.tip_closed_on, row.tips_off) if row else Remembered()


def end_tour(*, person_id: int, now: datetime) -> None:
    """Seen or skipped: the page does not offer it again by itself."""
    _remember(person_id, tour_ended_at=now)


def begin_tour_again(*, person_id: int) -> None:
    """The person wants to see it once more."""
    _remember(person_id, tour_ended_at=None)


def close_tip(*, person_id: int, today: date) -> None:
    """No tip until tomorrow."""
    _remember(person_id, tip_closed_on=today)


def switch_tips(*, person_id: int, on: bool) -> None:
    """No tips at all, or again."""
    _remember(person_id, tips_off=not on, tip_closed_on=None)


def _remember(person_id: int, **values: object) -> None:
    DeskMemory.objects.update_or_create(person_id=person_id, defaults=values)
