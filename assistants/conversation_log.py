"""The log of what was asked and answered, masked, for staff."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from assistants.models import Feedback, RecordedTurn
from assistants.outcomes import ENDINGS, Family, Outcome
from web.public import Cut, cut


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What a reader of the log narrows by; empty values do not narrow. Days are local, both included."""

    words: str = ""
    outcome: str = ""
    family: str = ""
    feedback: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LogCounts:
    """How turns of the last 30 days ended."""

    turns: int
    answered: int
    unanswered: int
    disliked: int


def log_page(*, filters: LogFilters, page: str) -> Cut[RecordedTurn]:
    """One page of turns, newest first, with their feedback; three queries."""
    rows = _narrowed(filters).prefetch_related("feedback").order_by("-at")
    return cut(items=rows.defer("prompt", "model_output", "retrieved", "shown"), number=page)


def log_turn(*, turn_id: UUID) -> RecordedTurn:
    """One turn with everything; raises RecordedTurn.DoesNotExist. Three queries."""
    return RecordedTurn.objects.prefetch_related("feedback", "citations").get(pk=turn_id)


def log_counts(*, now: datetime) -> LogCounts:
    """Figures of the last 30 days; one query."""
    recent = RecordedTurn.objects.filter(at__gte=now - timedelta(days=30))
    found = recent.aggregate(
        turns=Count("id", distinct=True),
        answered=Count("id", filter=Q(outcome__in=_of(Family.ANSWERED, Family.QUOTED)), distinct=True),
        unanswered=Count("id", filter=Q(outcome__in=_of(Family.UNANSWERED)), distinct=True),
        disliked=Count("id", filter=Q(feedback__kind=Feedback.Kind.NOT_HELPFUL), distinct=True),
    )
    return LogCounts(**found)


def _narrowed(filters: LogFilters) -> QuerySet[RecordedTurn]:
    rows = RecordedTurn.objects.all()
    if filters.words:
        rows = rows.filter(Q(question__contains=filters.words) | Q(answer__contains=filters.words))
    if filters.outcome:
        rows = rows.filter(outcome=filters.outcome)
    if filters.family in {family.value for family in Family}:
        rows = rows.filter(outcome__in=_of(Family(filters.family)))
    if filters.feedback:
        rows = rows.filter(feedback__kind=filters.feedback)
    if filters.since:
        rows = rows.filter(at__gte=_start(filters.since))
    if filters.until:
        rows = rows.filter(at__lt=_start(filters.until + timedelta(days=1)))
    return rows


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _of(*families: Family) -> list[str]:
    return [outcome.value for outcome in Outcome if ENDINGS[outcome].family in families]
