"""Counts in open time: is somebody there, when again, and when so many open minutes will have passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from tenants.keeping_hours.read_closed import ClosedDays, read_closed
from tenants.keeping_hours.read_week import DAYS, OFFICE, Week, read_week

_LOOKED_AHEAD: Final = 60  # days; no town hall is shut for longer


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a desk is open. Times given and returned are aware; days are local."""

    week: Week
    closed: ClosedDays

    def is_open(self, *, at: datetime) -> bool:
        """Whether somebody is there at that moment."""
        return any(opens <= at < closes for opens, closes in self._spans(timezone.localdate(at), days=1))

    def next_opening(self, *, at: datetime) -> datetime | None:
        """`at` itself while open, else the next moment of opening; None when there is none within two months."""
        for opens, closes in self._spans(timezone.localdate(at)):
            if closes > at:
                return max(opens, at)
        return None

    def after(self, *, at: datetime, minutes: int) -> datetime | None:
        """The moment by which so many open minutes will have passed since `at`; None as in `next_opening`."""
        left = timedelta(minutes=minutes)
        for opens, closes in self._spans(timezone.localdate(at)):
            start = max(opens, at)
            if closes <= start:
                continue
            if closes - start >= left:
                return start + left
            left -= closes - start
        return None

    def why_closed(self, *, day: date) -> str:
        """The holiday, the weekday or 「閉庁日」; empty on a day with hours."""
        return self.closed.why(day=day) or ("" if self.week[day.weekday()] else f"{DAYS[day.weekday()]}曜日")

    def _spans(self, first: date, days: int = _LOOKED_AHEAD) -> Iterator[tuple[datetime, datetime]]:
        for ahead in range(days):
            day = first + timedelta(days=ahead)
            if not self.closed.why(day=day):
                yield from ((_moment(day, span.opens), _moment(day, span.closes)) for span in self.week[day.weekday()])


def opening_hours(*, desk: str, town: str, closed: str) -> OpeningHours:
    """From what is written: the desk's hours, else the town hall's, else 8:30 to 17:15; and the closed days."""
    week = read_week(text=desk) or read_week(text=town) or (OFFICE,) * len(DAYS)
    return OpeningHours(week=week, closed=read_closed(text=closed))


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
