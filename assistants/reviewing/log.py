"""The log of what was asked and answered, masked: narrowed, page by page, one turn with all that led to it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assistants.audit_actions import CONVERSATION_READ
from assistants.models import Feedback, Handover, RecordedTurn
from assistants.outcomes import ENDINGS, Family, Outcome
from assistants.reviewing.scope import turns_for
from audit_log.public import Actor, Subject, record
from tenants.public import Access
from web.public import Cut, cut

MOST_LISTED = 10_000
_HEAVY = ("prompt", "model_output", "retrieved", "shown", "notes", "timings")


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What a reader of the log narrows by; empty values do not narrow. Days are local, both included."""

    words: str = ""
    outcome: str = ""
    family: str = ""
    feedback: str = ""
    section_id: int | None = None
    channel: str = ""
    language: str = ""
    handed_over: bool = False
    withheld: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Newest:
    """The first rows of a long list: to count a hundred thousand takes longer than to show a page of them."""

    rows: QuerySet[RecordedTurn]

    def count(self) -> int:
        """How many, MOST_LISTED at most."""
        return self.keys().count()

    def keys(self) -> QuerySet[RecordedTurn, UUID]:
        """Their keys alone."""
        bare = self.rows.prefetch_related(None).select_related(None)
        return bare.values_list("pk", flat=True)[:MOST_LISTED]

    def __getitem__(self, key: slice) -> QuerySet[RecordedTurn]:
        return self.rows[key]


@dataclass(frozen=True, slots=True)
class Reading:
    """One turn, the conversation it stands in, and the hand-overs that came of it."""

    turn: RecordedTurn
    conversation: tuple[RecordedTurn, ...]
    handovers: tuple[Handover, ...]


def log_page(*, access: Access, filters: LogFilters, page: str) -> Cut[RecordedTurn]:
    """One page of turns, newest first, with their feedback; three queries. Pages end at the newest MOST_LISTED."""
    rows = narrowed(access=access, filters=filters).select_related("section").prefetch_related("feedback")
    newest = rows.order_by("-at").defer(*_HEAVY)
    if not filters.words:
        return cut(items=_Newest(newest), number=page)
    # Words are looked for once, not once to count and once more to show.
    keys = cut(items=list(_Newest(newest).keys()), number=page)
    return Cut(items=tuple(newest.filter(pk__in=keys.items)), pages=keys.pages)


def read_turn(*, access: Access, turn_id: UUID, actor: Actor, now: datetime) -> Reading:
    """One turn with everything; reading it is recorded. Raises RecordedTurn.DoesNotExist. Five queries and the record.

    The conversation's other turns are shown where they, too, are the person's to read.
    """
    rows = turns_for(access=access).select_related("conversation", "section")
    turn = rows.prefetch_related("feedback", "citations").get(pk=turn_id)
    around = turns_for(access=access).filter(conversation_id=turn.conversation_id).order_by("at").defer(*_HEAVY)
    handovers = Handover.objects.filter(conversation_id=turn.conversation_id).select_related("section")
    with transaction.atomic():
        subject = Subject("assistants.turn", str(turn.pk))
        record(action=CONVERSATION_READ, actor=actor, subject=subject, at=now)
    return Reading(turn, tuple(around[:100]), tuple(handovers[:10]))


def narrowed(*, access: Access, filters: LogFilters) -> QuerySet[RecordedTurn]:
    """The person's turns that fit the filters."""
    return narrow(rows=turns_for(access=access), filters=filters)


def narrow(*, rows: QuerySet[RecordedTurn], filters: LogFilters) -> QuerySet[RecordedTurn]:
    """Those of the turns that fit the filters."""
    if filters.words:
        rows = rows.filter(Q(question__contains=filters.words) | Q(answer__contains=filters.words))
    if filters.outcome:
        rows = rows.filter(outcome=filters.outcome)
    if filters.family in {family.value for family in Family}:
        rows = rows.filter(outcome__in=outcomes_of(Family(filters.family)))
    if filters.feedback:
        rows = rows.filter(Exists(Feedback.objects.filter(turn=OuterRef("pk"), kind=filters.feedback)))
    if filters.section_id:
        rows = rows.filter(section_id=filters.section_id)
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.language:
        rows = rows.filter(conversation__language=filters.language)
    if filters.handed_over:
        rows = rows.filter(Exists(Handover.objects.filter(conversation=OuterRef("conversation"))))
    if filters.withheld:
        rows = rows.exclude(withheld=[])
    return _within(rows, filters)


def as_query(*, filters: LogFilters) -> str:
    """The filters as the list's address carries them."""
    plain = {"section" if name == "section_id" else name: value for name, value in asdict(filters).items() if value}
    return urlencode({name: "on" if value is True else str(value) for name, value in plain.items()})


def outcomes_of(*families: Family) -> list[str]:
    """The outcomes of these families, as they are stored."""
    return [outcome.value for outcome in Outcome if ENDINGS[outcome].family in families]


def start_of(day: date) -> datetime:
    """Its first moment, local."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _within(rows: QuerySet[RecordedTurn], filters: LogFilters) -> QuerySet[RecordedTurn]:
    if filters.since:
        rows = rows.filter(at__gte=start_of(filters.since))
    if filters.until:
        rows = rows.filter(at__lt=start_of(filters.until + timedelta(days=1)))
    return rows
