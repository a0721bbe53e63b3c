"""Begins a draft with the members and figures that are known, and keeps what the operator writes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.allocating.formula import Base, Part
from billing.audit_actions import ALLOCATION_WRITTEN
from billing.models import Allocation, AllocationMember, RolledUsage
from tenants.public import members_of

FIGURES = (Base.POPULATION, Base.USAGE, Base.NEED, Base.FIXED)


class NotADraft(RuntimeError):
    """The allocation is with the members or decided; its sentence says what to do."""

    def __init__(self) -> None:
        super().__init__(_("意見照会中または決定した按分は変更できません。照会を取りやめて、作成中に戻してください。"))


def begin(*, allocation: Allocation, parts: Sequence[Part], actor: Actor, now: datetime) -> Allocation:
    """Keep a new draft with every member of its consortium. In the public schema.

    Filled in where known: population, use of the calendar year before (calls; 相楽広域 takes the same year), and what
    each member paid last year by the last decision.
    """
    with transaction.atomic():
        allocation.created_at = now
        allocation.write_parts(parts=parts)
        allocation.save()
        use, paid = use_of_year(year=allocation.fiscal_year - 1), _paid_before(allocation)
        AllocationMember.objects.bulk_create(
            AllocationMember(
                allocation=allocation,
                town_id=member.town_id,
                code=member.code,
                name=member.name,
                population=member.population,
                usage=use.get(member.town_id, 0),
                last_year_yen=paid.get(member.town_id),
            )
            for member in members_of(consortium_id=allocation.consortium_id)
        )
        _record(allocation, _("新しい案"), actor, now)
    return allocation


def write_terms(*, allocation: Allocation, parts: Sequence[Part], actor: Actor, now: datetime) -> None:
    """Keep changed terms of a draft. Raises NotADraft."""
    with transaction.atomic():
        _lock_draft(allocation)
        allocation.write_parts(parts=parts)
        allocation.save()
        _record(allocation, _("割り方"), actor, now)


def write_figures(
    *,
    allocation: Allocation,
    figures: Mapping[int, Mapping[str, Decimal | None]],
    host: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep figures by the member's row; `host` is the row of the host, 0 for none. Raises NotADraft."""
    with transaction.atomic():
        _lock_draft(allocation)
        members = list(allocation.members.all())
        for member in members:
            for name, value in figures.get(member.pk, {}).items():
                setattr(member, name, value)
            member.is_host = member.pk == host
        names = [*(base.value for base in FIGURES), "last_year_yen", "is_host"]
        AllocationMember.objects.bulk_update(members, names)
        _record(allocation, _("団体ごとの数"), actor, now)


def use_of_year(*, year: int) -> dict[int, int]:
    """Calls by town id from 1 January to 31 December of a year, as rolled up; one query."""
    rows = RolledUsage.objects.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31)).order_by()
    return dict(rows.values("town_id").annotate(sum_calls=Sum("calls")).values_list("town_id", "sum_calls"))


def _paid_before(allocation: Allocation) -> dict[int, int]:
    before = Allocation.objects.filter(
        consortium_id=allocation.consortium_id,
        fiscal_year=allocation.fiscal_year - 1,
        state=Allocation.State.DECIDED,
    )
    paid: dict[int, int] = {}
    for result in before.values_list("result", flat=True):
        for row in (result or {}).get("rows", ()):
            paid[row["town_id"]] = paid.get(row["town_id"], 0) + row["total"]
    return paid


def _lock_draft(allocation: Allocation) -> None:
    """Nobody else asks or decides while this is written."""
    states: Any = Allocation.objects.select_for_update().filter(pk=allocation.pk).values_list("state", flat=True)
    if list(states) != [Allocation.State.DRAFT]:
        raise NotADraft


def _record(allocation: Allocation, what: str, actor: Actor, now: datetime) -> None:
    subject = Subject("billing.allocation", str(allocation.pk), str(allocation))
    record(action=ALLOCATION_WRITTEN, actor=actor, subject=subject, detail={"what": what}, at=now)
