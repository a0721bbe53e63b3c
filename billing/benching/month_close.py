"""`bench month_close`: closing a month for 1,741 generated towns with 30 days of use each. Keys in docs/benchmarks.md.

Towns are members without schemas, in a consortium of their own; plan, use and papers are removed afterwards. What the
operator's audit log says of them stays, as everything does that it says.
"""

import tracemalloc
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from billing.invoicing.close_month import close_month
from billing.models import Issuer, Paper, PaperCounter, Plan, RolledUsage, TownPlan
from billing.planning.terms import Cycle, PlanTerms, Step
from billing.planning.write_plans import write_plan
from billing.tax_classes import TaxClass
from metering.public import PeriodKind, period_of
from tenants.public import MemberFacts, in_public

TOWNS: Final = 1_741
_CONSORTIUM: Final = 980_000_000
_MONTH: Final = period_of(kind=PeriodKind.MONTH, day=date(2026, 4, 1))
_ACTOR: Final = Actor(ActorKind.SYSTEM, "", "bench")
_NAME: Final = "bench month_close"
_TERMS: Final = PlanTerms(
    cycle=Cycle.MONTHLY,
    steps=(Step(5_000, 30_000), Step(20_000, 60_000), Step(None, 120_000)),
    tax=TaxClass.STANDARD,
    included=1_000,
    unit_price=Decimal("2.5"),
)


def run(*, towns: int = TOWNS) -> dict[str, Any]:
    """Generate, close, measure, remove."""
    members = [
        MemberFacts(_CONSORTIUM + n, f"{980_000 + n % 10_000}", f"町{n}", 1_000 + n * 7, _CONSORTIUM)
        for n in range(towns)
    ]
    with in_public():
        try:
            _generate(members)
            return _measure(members)
        finally:
            _remove()


def _generate(members: list[MemberFacts]) -> None:
    Issuer.objects.create(consortium_id=_CONSORTIUM, name=_NAME)
    plan = write_plan(name=_NAME, valid_from=_MONTH.first, terms=_TERMS, note="", actor=_ACTOR, now=timezone.now())
    TownPlan.objects.bulk_create(
        TownPlan(town_id=one.town_id, valid_from=_MONTH.first, plan_id=plan) for one in members
    )
    for start in range(0, len(members), 100):
        RolledUsage.objects.bulk_create(
            RolledUsage(
                town_id=one.town_id,
                day=_MONTH.first + timedelta(day),
                feature="chat",
                model="m",
                calls=40 + (one.town_id + day) % 50,
                price_yen=Decimal(1),
            )
            for one in members[start : start + 100]
            for day in range(30)
        )


def _measure(members: list[MemberFacts]) -> dict[str, Any]:
    """Timed first; then the same month once more under tracemalloc, which would slow the timed run."""
    begun = perf_counter()
    _close(members)
    seconds = perf_counter() - begun
    _remove_papers()
    third = len(members) // 3
    tracemalloc.start()
    _close(members[:third])
    first = tracemalloc.get_traced_memory()[1]
    _close(members[third:])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    there = Paper.objects.filter(consortium_id=_CONSORTIUM).count()
    figures = {"seconds": round(seconds, 2), "towns": len(members), "invoices": there, "peak_mb": round(peak / 1e6, 1)}
    return {**figures, "peak_mb_of_a_third": round(first / 1e6, 1)}


def _close(members: list[MemberFacts]) -> None:
    closed = close_month(consortium_id=_CONSORTIUM, members=members, month=_MONTH, actor=_ACTOR, now=timezone.now())
    if closed.refused or closed.issued != len(members):
        raise RuntimeError(f"{closed.issued} invoices for {len(members)} towns, refused: {closed.refused[:3]}")


def _remove() -> None:
    _remove_papers()
    Issuer.objects.filter(consortium_id=_CONSORTIUM).delete()
    RolledUsage.objects.filter(town_id__gte=_CONSORTIUM).delete()
    TownPlan.objects.filter(town_id__gte=_CONSORTIUM).delete()
    Plan.objects.filter(name=_NAME).delete()


def _remove_papers() -> None:
    """Papers are frozen by a trigger, which is lifted for this consortium's generated ones alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE billing_paper DISABLE TRIGGER billing_paper_frozen")
        Paper.objects.filter(consortium_id=_CONSORTIUM).delete()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE billing_paper ENABLE TRIGGER billing_paper_frozen")
    PaperCounter.objects.filter(consortium_id=_CONSORTIUM).delete()
