"""Joins two gaps that a person says are about one thing, and parts them again."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Action, Actor, Subject, record
from knowledge.audit_actions import GAP_JOINED, GAP_PARTED
from knowledge.gaps.decide import GapChanged
from knowledge.gaps.rank import rank_of
from knowledge.gaps.turns import take_turns
from knowledge.models import Gap, GapQuestion

JOINABLE = (Gap.State.OPEN, Gap.State.DISMISSED)  # a gap with a draft or an answer is what others are joined into


def join(*, gap_id: int, other_id: int, by: Actor, now: datetime) -> None:
    """Put the questions of `other_id` into `gap_id`; what is asked like them later follows.

    The other gap stays, unseen, with its wording, so that parting brings back what came of it. Gaps that were joined
    into it go along, each by itself. Raises GapChanged when either was dealt with or joined meanwhile, or residents'
    and staff's questions would be mixed.
    """
    with transaction.atomic():
        there = _locked(gap_id, other_id)
        gap, other = there.get(gap_id), there.get(other_id)
        if gap is None or other is None or gap_id == other_id:
            raise GapChanged(other_id)
        if gap.audience != other.audience or other.state not in JOINABLE or gap.joined_into_id or other.joined_into_id:
            raise GapChanged(other_id)
        other.questions.filter(joined_from=None).update(joined_from=other)
        other.questions.update(gap=gap)
        other.joined.update(joined_into=gap)
        other.joined_into = gap
        other.save(update_fields=["joined_into"])
        _recount(gap, other)
        _record(GAP_JOINED, gap, other, by, now)


def part(*, gap_id: int, other_id: int, by: Actor, now: datetime) -> None:
    """Undo `join`: the other gap stands by itself again, with its questions and those that came like them since.

    Raises GapChanged when it is not joined there any more.
    """
    with transaction.atomic():
        there = _locked(gap_id, other_id)
        gap, other = there.get(gap_id), there.get(other_id)
        if gap is None or other is None or other.joined_into_id != gap_id:
            raise GapChanged(other_id)
        GapQuestion.objects.filter(joined_from=other).update(gap=other, joined_from=None)
        other.joined_into = None
        other.save(update_fields=["joined_into"])
        _recount(gap, other)
        _record(GAP_PARTED, gap, other, by, now)


def _locked(*ids: int) -> dict[int, Gap]:
    take_turns()
    return {gap.pk: gap for gap in Gap.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}


def _recount(*gaps: Gap) -> None:
    for gap in gaps:
        moments = list(gap.questions.order_by("at").values_list("at", flat=True))
        gap.count, gap.rank = len(moments), rank_of(moments=moments)
        if moments:
            gap.first_at, gap.last_at = moments[0], moments[-1]
        gap.save(update_fields=["count", "rank", "first_at", "last_at"])


def _record(action: Action, gap: Gap, other: Gap, by: Actor, now: datetime) -> None:
    subject = Subject(kind="knowledge.gap", id=str(gap.pk), label=gap.label)
    record(action=action, actor=by, subject=subject, detail={"other": other.label, "other_id": other.pk}, at=now)
