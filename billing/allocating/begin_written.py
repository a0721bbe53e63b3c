"""Begins an allocation from terms instead of a form: for the demo and for what other systems hand over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import cycle

from audit_log.public import Actor
from billing.allocating.decide import answer_opinion
from billing.allocating.draft import begin, write_figures
from billing.allocating.formula import Base, Part
from billing.models import Allocation


@dataclass(frozen=True, slots=True)
class AllocationTerms:
    """What is divided and how. Yen are whole."""

    consortium_id: int
    fiscal_year: int
    title: str
    total_yen: int
    parts: tuple[Part, ...]
    revenue_yen: int = 0
    revenue_note: str = ""
    base_note: str = ""


def begin_allocation(
    *, terms: AllocationTerms, figures: Sequence[Mapping[Base, Decimal]], actor: Actor, now: datetime
) -> int | None:
    """Id of the new draft, None when one of that year and title stands already. In the public schema.

    `figures` go to the members in the order of their codes, from the front again when there are more members.
    """
    same = {"consortium_id": terms.consortium_id, "fiscal_year": terms.fiscal_year, "title": terms.title}
    if Allocation.objects.filter(**same).exists():
        return None
    money = {"total_yen": terms.total_yen, "revenue_yen": terms.revenue_yen, "revenue_note": terms.revenue_note}
    row = Allocation(**same, **money, base_note=terms.base_note)
    begin(allocation=row, parts=terms.parts, actor=actor, now=now)
    given = {
        member.pk: {base.value: value for base, value in one.items()}
        for member, one in zip(row.members.all(), cycle(figures), strict=False)
    }
    write_figures(allocation=row, figures=given, host=0, actor=actor, now=now)
    return row.pk


def answer_all(*, allocation_id: int, text: str, actor: Actor, now: datetime) -> None:
    """The same answer to every opinion that has none yet. In the public schema."""
    row = Allocation.objects.get(pk=allocation_id)
    for opinion in row.opinions.filter(answer="").select_related("allocation"):
        answer_opinion(opinion=opinion, text=text, actor=actor, now=now)
