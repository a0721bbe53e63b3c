"""Asks the members, hears them, and decides: the decision freezes the calculation sheet."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Action, Actor, Subject, record
from billing.allocating.sheet import compute
from billing.audit_actions import (
    ALLOCATION_ASKED,
    ALLOCATION_DECIDED,
    ALLOCATION_TAKEN_BACK,
    OPINION_ANSWERED,
    OPINION_GIVEN,
)
from billing.models import Allocation, AllocationOpinion
from billing.sealing import digest_of
from metering.public import day_of
from tenants.public import Town, in_public

_SHOWN_OF_DIGEST = 12


class NotNow(RuntimeError):
    """What was asked does not fit the state of the allocation; the sentence says why."""


def ask_members(*, allocation_id: int, until: date, actor: Actor, now: datetime) -> None:
    """Show the draft to its members, who may comment until a day. In the public schema.

    Raises NotNow unless it is a draft and the day lies ahead, AllocationRefused when it cannot be divided.
    """
    if until < day_of(at=now):
        raise NotNow(_("意見の期限は、今日以降の日にしてください。"))
    with transaction.atomic():
        row = _locked(allocation_id, Allocation.State.DRAFT)
        compute(allocation=row)
        row.state, row.opinion_until = Allocation.State.OPINION, until
        row.save(update_fields=["state", "opinion_until"])
        _record(ALLOCATION_ASKED, row, {"until": until.isoformat()}, actor, now)


def take_back(*, allocation_id: int, actor: Actor, now: datetime) -> None:
    """Make it a draft again, to be changed; opinions stay. Raises NotNow unless members are being asked."""
    with transaction.atomic():
        row = _locked(allocation_id, Allocation.State.OPINION)
        row.state, row.opinion_until = Allocation.State.DRAFT, None
        row.save(update_fields=["state", "opinion_until"])
        _record(ALLOCATION_TAKEN_BACK, row, {}, actor, now)


def decide(*, allocation_id: int, actor: Actor, now: datetime) -> str:
    """Freeze the sheet; its digest. The database refuses every later change.

    Raises NotNow unless members were asked, their time is over or each of them has answered, and each opinion was
    answered; AllocationRefused when it cannot be divided.
    """
    with transaction.atomic():
        row = _locked(allocation_id, Allocation.State.OPINION)
        opinions = list(row.opinions.all())
        if any(not opinion.answer for opinion in opinions):
            raise NotNow(_("回答していない意見があります。すべての意見に回答してから決定してください。"))
        silent = row.members.exclude(town_id__in=[opinion.town_id for opinion in opinions]).exists()
        if silent and row.opinion_until and day_of(at=now) <= row.opinion_until:
            raise NotNow(_("意見の期限がまだ来ていません。期限の翌日から、または全団体の意見がそろうと決定できます。"))
        row.result = compute(allocation=row)
        row.result_hash = digest_of(content=row.result)
        row.state, row.decided_at, row.decided_by = Allocation.State.DECIDED, now, actor.label
        row.save()
        _record(ALLOCATION_DECIDED, row, {"digest": row.result_hash[:_SHOWN_OF_DIGEST]}, actor, now)
    return row.result_hash


def opine(*, allocation_id: int, town: Town, text: str, actor: Actor, now: datetime) -> None:
    """Keep a member's opinion; recorded in the town that is entered. Raises NotNow when nobody is asked (any more).

    The caller has loaded the allocation through `shown_to` the town.
    """
    with transaction.atomic():
        with in_public():
            row = _locked(allocation_id, Allocation.State.OPINION)
            if row.opinion_until is None or day_of(at=now) > row.opinion_until:
                raise NotNow(_("意見の期限が過ぎました。協議会へ直接ご連絡ください。"))
            AllocationOpinion.objects.create(
                allocation=row, town_id=town.id, town_name=town.name, text=text, by_name=actor.label, at=now
            )
        _record(OPINION_GIVEN, row, {"text": text}, actor, now)


def answer_opinion(*, opinion: AllocationOpinion, text: str, actor: Actor, now: datetime) -> None:
    """Answer a member, once. Raises NotNow when it was answered before."""
    with transaction.atomic():
        open_ones = AllocationOpinion.objects.filter(pk=opinion.pk, answer="")
        if not open_ones.update(answer=text, answered_by=actor.label, answered_at=now):
            raise NotNow(_("この意見には、すでに回答しています。"))
        _record(OPINION_ANSWERED, opinion.allocation, {"town": opinion.town_name, "text": text}, actor, now)


def _locked(allocation_id: int, state: Allocation.State) -> Allocation:
    row = Allocation.objects.select_for_update().get(pk=allocation_id)
    if row.state != state:
        raise NotNow(
            _("いまの状態は「%(state)s」のため、この操作はできません。画面を読み直してください。")
            % {"state": row.get_state_display()}
        )
    return row


def _record(action: Action, row: Allocation, detail: dict[str, object], actor: Actor, now: datetime) -> None:
    subject = Subject("billing.allocation", str(row.pk), str(row))
    record(action=action, actor=actor, subject=subject, detail=detail, at=now)
