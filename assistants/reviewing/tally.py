"""Tallies: each day's turns counted once by section, hour, outcome, channel, language and rating.

Statistics read these few rows instead of all turns; the days that are not tallied yet (today) are counted as they are.
A tally outlives its turns, which go by the town's retention. Counting a day again replaces it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractHour, TruncDate
from django.utils import timezone

from assistants.models import DayTally, Feedback, RecordedTurn
from assistants.reviewing.log import start_of
from assistants.turn import Channel

_AGAIN: Final = 2  # days before yesterday that are counted again: ratings come up to half a day later
_AT_ONCE: Final = 31  # days counted by one query
_NOT_RESIDENTS: Final = (Channel.STAFF.value, Channel.COMMAND.value)


@dataclass(slots=True)
class Tally:
    """Counts of one day and section."""

    day: date
    section_id: int | None
    hours: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)


def tallies(*, first: date, last: date) -> list[Tally]:
    """All days of the stretch, both ends included: stored ones, and days after the last stored one as they are.

    Four queries.
    """
    stored = DayTally.objects.filter(day__range=(first, last)).values_list("day", "section_id", "counts")
    found = [_read(day, section_id, counts) for day, section_id, counts in stored]
    newest = DayTally.objects.aggregate(day=Max("day"))["day"]
    start = max(first, newest + timedelta(days=1)) if newest else first
    return found if start > last else found + counted(first=start, last=last)


def counted(*, first: date, last: date) -> list[Tally]:
    """The days counted from the turns themselves. Two queries on the index of time."""
    within = {"at__gte": start_of(first), "at__lt": start_of(last + timedelta(days=1))}
    rows = (
        RecordedTurn.objects.filter(**within)
        .exclude(channel__in=_NOT_RESIDENTS)
        .order_by()
        .annotate(day=TruncDate("at"), hour=ExtractHour("at"))
        .values_list("day", "section_id", "hour", "outcome", "channel", "conversation__language")
        .annotate(n=Count("pk"))
    )
    made: dict[tuple[date, int | None], Tally] = {}
    for day, section_id, hour, outcome, channel, language, n in rows:
        tally = made.setdefault((day, section_id), Tally(day, section_id))
        tally.hours[hour] += n
        tally.outcomes[outcome] += n
        tally.channels[channel] += n
        tally.languages[language] += n
    _add_ratings(made, {f"turn__{key}": value for key, value in within.items()})
    return list(made.values())


def tally_days(*, now: datetime) -> int:
    """Store every finished day that is not tallied yet, and the last few again; how many days. Idempotent."""
    yesterday = timezone.localdate(now) - timedelta(days=1)
    newest = DayTally.objects.aggregate(day=Max("day"))["day"]
    oldest = RecordedTurn.objects.aggregate(at=Min("at"))["at"]
    if oldest is None:
        return 0
    first = timezone.localdate(oldest) if newest is None else min(newest, yesterday) - timedelta(days=_AGAIN)
    days = 0
    while first <= yesterday:
        last = min(first + timedelta(days=_AT_ONCE - 1), yesterday)
        _store(first, last, now)
        days += (last - first).days + 1
        first = last + timedelta(days=1)
    return days


def _store(first: date, last: date, now: datetime) -> None:
    """Replace the days that still have turns: one whose turns were purged keeps what was counted before."""
    made = counted(first=first, last=last)
    rows = [DayTally(day=t.day, section_id=t.section_id, counts=_plain(t), tallied_at=now) for t in made]
    with transaction.atomic():
        DayTally.objects.filter(day__in={tally.day for tally in made}).delete()
        DayTally.objects.bulk_create(rows, ignore_conflicts=True)


def _add_ratings(made: dict[tuple[date, int | None], Tally], within: dict[str, Any]) -> None:
    rows = (
        Feedback.objects.filter(**within)
        .exclude(turn__channel__in=_NOT_RESIDENTS)
        .annotate(day=TruncDate("turn__at"))
        .values_list("day", "turn__section_id", "kind")
        .annotate(n=Count("pk"))
    )
    for day, section_id, kind, n in rows:
        made.setdefault((day, section_id), Tally(day, section_id)).ratings[kind] += n


def _plain(tally: Tally) -> dict[str, dict[str, int]]:
    return {
        "hours": {str(hour): n for hour, n in tally.hours.items()},
        "outcomes": dict(tally.outcomes),
        "channels": dict(tally.channels),
        "languages": dict(tally.languages),
        "ratings": dict(tally.ratings),
    }


def _read(day: date, section_id: int | None, counts: dict[str, dict[str, int]]) -> Tally:
    parts: defaultdict[str, dict[str, int]] = defaultdict(dict, counts)
    hours = Counter({int(hour): n for hour, n in parts["hours"].items()})
    rest: Iterable[Counter[str]] = (Counter(parts[name]) for name in ("outcomes", "channels", "languages", "ratings"))
    return Tally(day, section_id, hours, *rest)
