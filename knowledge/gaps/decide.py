"""What people do about a gap: leave it, take that back, write an answer."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import GAP_DECIDED
from knowledge.editing.faq import FaqWording, new_entry, propose, write
from knowledge.models import Gap

_S = Gap.State


class GapChanged(Exception):
    """The gap is not in the state any more that the decision is about: somebody else was faster."""


def dismiss(*, gap_id: int, by: Actor, now: datetime) -> None:
    """Nothing shall be written; asked again, it opens again. Raises GapChanged."""
    _decide(gap_id, among=(_S.OPEN, _S.DRAFTED), state=_S.DISMISSED, by=by, now=now)


def take_back(*, gap_id: int, by: Actor, now: datetime) -> None:
    """Undo a dismissal: the state before it. Raises GapChanged."""
    before = Gap.objects.filter(pk=gap_id).values_list("state_before", flat=True).first()
    _decide(gap_id, among=(_S.DISMISSED,), state=Gap.State(before or _S.OPEN), by=by, now=now)


def reopen(*, gap_id: int, by: Actor, now: datetime) -> None:
    """An answer that does not answer. Raises GapChanged."""
    _decide(gap_id, among=(_S.ANSWERED, _S.DRAFTED), state=_S.OPEN, by=by, now=now)


def draft_answer(
    *, gap_id: int, wording: FaqWording, section_id: int | None, audience: str, at_once: bool, by: Actor, now: datetime
) -> int:
    """Write the FAQ entry of a gap: in service `at_once` by whoever may approve, else as a proposal; its id.

    Raises FaqExists, FaqChanged, ModelFailed, NotConfigured as editing does; then the gap is as it was, and an entry
    that could not be put into service stays as a draft.
    """
    entry_id = new_entry(wording=wording, section_id=section_id, audience=audience, now=now)
    propose(entry_id=entry_id, wording=wording, by=by, now=now)
    with transaction.atomic():
        gap = Gap.objects.select_for_update().get(pk=gap_id)
        gap.entry_id, gap.state_before, gap.state = entry_id, gap.state, _S.DRAFTED
        gap.decided_by_id, gap.decided_at, gap.retest = int(by.id), now, {}
        gap.save()
        _record(gap, by, now)
    if at_once:
        write(entry_id=entry_id, wording=wording, by=by, now=now)
    return entry_id


def _decide(gap_id: int, *, among: tuple[Gap.State, ...], state: Gap.State, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        gap = Gap.objects.select_for_update().filter(pk=gap_id, state__in=among).first()
        if gap is None:
            raise GapChanged(gap_id)
        gap.state_before, gap.state = gap.state, state
        gap.decided_by_id, gap.decided_at = int(by.id), now
        gap.save()
        _record(gap, by, now)


def _record(gap: Gap, by: Actor, now: datetime) -> None:
    subject = Subject(kind="knowledge.gap", id=str(gap.pk), label=gap.label)
    record(action=GAP_DECIDED, actor=by, subject=subject, detail={"state": str(Gap.State(gap.state).label)}, at=now)
