"""Figures of what towns say to each other: wishes and offers, questions that nobody answers, thanks, laws."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q

from templates.models import LawNotice, LibraryAnswer, LibraryQuestion, Thanks, Wish, WishSupport
from templates.overseeing.span import Days

UNHEARD_DAYS: Final = 14
_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Wishes:
    """The board: open now, those of them that a town offered to write, fulfilled in the days."""

    open: int
    offered: int
    fulfilled: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """A question that stands for more than two weeks without an answer."""

    item_id: str
    title: str
    town: str
    text: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said in the days."""

    asked: int
    answered: int
    thanks: int


def wishes_of(*, consortium_id: int, days: Days) -> Wishes:
    """One query."""
    begin, end = days.moments
    offers = WishSupport.objects.filter(wish=OuterRef("pk"), offers=True)
    rows = Wish.objects.filter(consortium_id=consortium_id).annotate(offered=Exists(offers)).order_by()
    counts = rows.aggregate(
        open=Count("pk", filter=Q(closed_at=None)),
        with_offer=Count("pk", filter=Q(closed_at=None, offered=True)),
        fulfilled=Count("pk", filter=Q(closed_at__gte=begin, closed_at__lt=end)),
    )
    return Wishes(counts["open"], counts["with_offer"], counts["fulfilled"])


def unheard_questions(*, consortium_id: int, now: datetime) -> tuple[Unheard, ...]:
    """The oldest first; one query."""
    answers = LibraryAnswer.objects.filter(question=OuterRef("pk"), hidden_at=None)
    rows = LibraryQuestion.objects.filter(item__consortium_id=consortium_id, item__withdrawn_at=None, hidden_at=None)
    rows = rows.filter(~Exists(answers), asked_at__lt=now - timedelta(days=UNHEARD_DAYS)).order_by("asked_at")
    fields = ("item_id", "item__title", "town_name", "text", "asked_at")
    return tuple(Unheard(str(pk), *rest) for pk, *rest in rows.values_list(*fields)[:_MOST])


def talk_of(*, consortium_id: int, days: Days) -> Talk:
    """Three queries."""
    begin, end = days.moments
    asked = LibraryQuestion.objects.filter(item__consortium_id=consortium_id, hidden_at=None)
    answered = LibraryAnswer.objects.filter(question__item__consortium_id=consortium_id, hidden_at=None)
    thanks = Thanks.objects.filter(item__consortium_id=consortium_id)
    return Talk(
        asked.filter(asked_at__gte=begin, asked_at__lt=end).count(),
        answered.filter(answered_at__gte=begin, answered_at__lt=end).count(),
        thanks.filter(said_at__gte=begin, said_at__lt=end).count(),
    )


def law_notices_in(*, consortium_id: int, days: Days) -> tuple[LawNotice, ...]:
    """What was told in the days, the latest first; one query."""
    begin, end = days.moments
    rows = LawNotice.objects.filter(consortium_id=consortium_id, written_at__gte=begin, written_at__lt=end)
    return tuple(rows[:_MOST])
