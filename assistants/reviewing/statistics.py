"""Figures of a period and of the one before it: how much was asked, how it ended, what readers said, how fast people
answered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Final

from django.db.models import Q

from assistants.models import Feedback, Handover
from assistants.outcomes import ENDINGS, Family, Outcome
from assistants.reviewing.log import start_of
from assistants.reviewing.tally import Tally, tallies

_MOST_HANDOVERS: Final = 5_000
_ASKED: Final = (Family.ANSWERED, Family.QUOTED, Family.UNANSWERED)  # turns that were about something


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """The stretch of equal length that ends the day before."""
        last = self.first - timedelta(days=1)
        return Period(last - timedelta(days=self.days - 1), last)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Hand-overs that were asked for in the period. Times in minutes, None without any answer."""

    asked: int = 0
    answered: int = 0
    in_time: int = 0
    open: int = 0
    median_minutes: float | None = None


@dataclass(slots=True)
class Figures:
    """Counts of one period. Shares are None where nothing was counted."""

    period: Period
    turns: int = 0
    days: Counter[date] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    weekdays: Counter[int] = field(default_factory=Counter)
    sections: Counter[int | None] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)
    week: Counter[tuple[int, int]] = field(default_factory=Counter)  # weekday and hour
    handed_over: HandedOver = field(default_factory=HandedOver)

    def families(self) -> Counter[Family]:
        """Turns by family of outcomes."""
        counts: Counter[Family] = Counter()
        for outcome, n in self.outcomes.items():
            counts[ENDINGS[Outcome(outcome)].family] += n
        return counts

    @property
    def self_service(self) -> float | None:
        """Share of real questions that were answered or quoted."""
        counts = self.families()
        return _share(counts[Family.ANSWERED] + counts[Family.QUOTED], sum(counts[family] for family in _ASKED))

    @property
    def unanswered(self) -> float | None:
        """Share of real questions that found no answer."""
        counts = self.families()
        return _share(counts[Family.UNANSWERED], sum(counts[family] for family in _ASKED))

    @property
    def satisfaction(self) -> float | None:
        """Share of ratings that say it helped."""
        helpful = self.ratings[Feedback.Kind.HELPFUL.value]
        return _share(helpful, helpful + self.ratings[Feedback.Kind.NOT_HELPFUL.value])


def figures(*, period: Period, section_ids: frozenset[int] | None) -> tuple[Figures, Figures]:
    """The period and the one before it; `section_ids` None: the whole town. Six queries, however many turns."""
    before = period.before
    found = tallies(first=before.first, last=period.last)
    within = [one for one in found if section_ids is None or one.section_id in section_ids]
    now, then = Figures(period), Figures(before)
    for tally in within:
        _add(now if tally.day >= period.first else then, tally)
    now.handed_over, then.handed_over = (_handed_over(one, section_ids) for one in (period, before))
    return now, then


def _add(to: Figures, tally: Tally) -> None:
    turns = sum(tally.outcomes.values())
    to.turns += turns
    to.days[tally.day] += turns
    to.weekdays[tally.day.weekday()] += turns
    to.sections[tally.section_id] += turns
    for hour, n in tally.hours.items():
        to.hours[hour] += n
        to.week[tally.day.weekday(), hour] += n
    to.outcomes.update(tally.outcomes)
    to.channels.update(tally.channels)
    to.languages.update(tally.languages)
    to.ratings.update(tally.ratings)


def _handed_over(period: Period, section_ids: frozenset[int] | None) -> HandedOver:
    within = Q(opened_at__gte=start_of(period.first), opened_at__lt=start_of(period.last + timedelta(days=1)))
    if section_ids is not None:
        within &= Q(section_id__in=section_ids)
    rows = (
        Handover.objects.filter(within)
        .order_by("-opened_at")
        .only("opened_at", "first_answered_at", "promised_at", "state")
    )
    return _summed(list(rows[:_MOST_HANDOVERS]))


def _summed(rows: Sequence[Handover]) -> HandedOver:
    answered = [(row, row.first_answered_at) for row in rows if row.first_answered_at]
    minutes = [(at - row.opened_at).total_seconds() / 60 for row, at in answered]
    return HandedOver(
        asked=len(rows),
        answered=len(answered),
        in_time=sum(bool(row.promised_at and at <= row.promised_at) for row, at in answered),
        open=sum(row.state in Handover.OWED for row in rows),
        median_minutes=median(minutes) if minutes else None,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
