"""The promise of time: until when a desk answers, counted in its open hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from assistants.turn import Desk
from tenants.public import OpeningHours, SectionFacts, opening_hours, town_profile, town_sections

_STEP: Final = 15  # minutes a promise is rounded up to
_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Reachable:
    """A desk as a resident can reach it now. `desk` has the town hall's own phone where the section has none."""

    desk: Desk
    hours: OpeningHours

    @property
    def name(self) -> str:
        """The section; 「役場」 where none is named."""
        return self.desk.name if self.desk.section_id else _("役場")

    def is_open(self, *, now: datetime) -> bool:
        """Whether somebody is there."""
        return self.hours.is_open(at=now)

    def promise(self, *, now: datetime, hours: int) -> datetime | None:
        """By when an answer is owed: so many open hours from now, rounded up; None when the desk never opens."""
        due = self.hours.after(at=now, minutes=hours * _HOUR)
        if due is None:
            return None
        over = timedelta(minutes=due.minute % _STEP, seconds=due.second, microseconds=due.microsecond)
        return due - over + timedelta(minutes=_STEP) if over else due


def reachable(*, section_ids: frozenset[int | None]) -> dict[int | None, Reachable]:
    """Each desk with its hours; None, and an id that is no open section, stand for the town hall. Two queries."""
    profile = town_profile()
    sections = {section.id: section for section in town_sections()}
    hall = Desk(_("役場 代表"), profile.phone, profile.weekday_hours)
    hall_hours = opening_hours(desk="", town=profile.weekday_hours, closed=profile.closed_days)
    found: dict[int | None, Reachable] = {None: Reachable(hall, hall_hours)}
    for wanted in section_ids - {None}:
        section = sections.get(wanted or 0)
        if section is None:
            found[wanted] = found[None]
            continue
        hours = opening_hours(desk=section.hours, town=profile.weekday_hours, closed=profile.closed_days)
        found[wanted] = Reachable(_desk(section, hall), hours)
    return found


def reachable_desk(*, section_id: int | None) -> Reachable:
    """One desk with its hours. Two queries."""
    return reachable(section_ids=frozenset({section_id}))[section_id]


def _desk(section: SectionFacts, hall: Desk) -> Desk:
    return Desk(section.name, section.phone or hall.phone, section.hours or hall.hours, section.floor, section.id)
