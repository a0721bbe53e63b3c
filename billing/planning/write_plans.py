"""Writes plans and their terms, and puts towns on them. In the public schema."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Right
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.audit_actions import PLAN_WRITTEN, TOWN_PLAN_WRITTEN
from billing.models import Paper, Plan, PlanEdition, TownPlan
from billing.planning.terms import Cycle, PlanRefused, PlanTerms, faults_of
from metering.public import PeriodKind, period_of
from tenants.public import note_population


def write_plan(*, name: str, valid_from: date, terms: PlanTerms, note: str, actor: Actor, now: datetime) -> int:
    """Write or replace the terms of a plan that begin on a day; the plan's id. Raises PlanRefused with every fault."""
    towns = TownPlan.objects.filter(plan__name=name).values_list("town_id", flat=True)
    faults = [
        *faults_of(terms=terms),
        *_cycle_faults(name, valid_from, terms.cycle),
        *_issued_faults(towns, valid_from),
    ]
    if faults:
        raise PlanRefused(faults)
    with transaction.atomic():
        plan, _made = Plan.objects.get_or_create(name=name, defaults={"created_at": now})
        edition = PlanEdition.objects.filter(plan=plan, valid_from=valid_from).first()
        edition = edition or PlanEdition(plan=plan, valid_from=valid_from)
        edition.note = note
        edition.write_terms(terms=terms)
        edition.save()
        detail = {"valid_from": valid_from.isoformat(), "terms": edition.terms, "note": note}
        subject = Subject("billing.plan", str(plan.pk), name)
        record(action=PLAN_WRITTEN, actor=actor, subject=subject, detail=detail, at=now)
    return plan.pk


def put_town(
    *,
    town_id: int,
    town_name: str,
    plan_id: int | None,
    options: Sequence[str],
    valid_from: date,
    population: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """From a day on the town is on a plan (None: on none); `population` None leaves what is registered.

    Raises PlanRefused for a plan without terms on that day, a month that was invoiced, an
    option it does not have, and a town that leaves a yearly fee before 31 March: it has been charged to the end."""
    with transaction.atomic():
        faults = [
            *_plan_faults(plan_id, options, valid_from),
            *_yearly_faults(town_id, valid_from),
            *_issued_faults([town_id], valid_from),
        ]
        if faults:
            raise PlanRefused(faults)
        TownPlan.objects.update_or_create(
            town_id=town_id, valid_from=valid_from, defaults={"plan_id": plan_id, "options": list(options)}
        )
        if population is not None:
            note_population(town_id=town_id, population=population)
        plan = Plan.objects.get(pk=plan_id) if plan_id is not None else None
        detail = {
            "valid_from": valid_from.isoformat(),
            "plan": plan.name if plan else _("契約なし"),
            "options": list(options),
            "population": population,
        }
        subject = Subject("tenants.municipality", str(town_id), town_name)
        record(action=TOWN_PLAN_WRITTEN, actor=actor, subject=subject, detail=detail, at=now)


def _plan_faults(plan_id: int | None, options: Sequence[str], day: date) -> list[str]:
    if plan_id is None:
        return []
    edition = PlanEdition.objects.filter(plan_id=plan_id, valid_from__lte=day).order_by("-valid_from").first()
    if edition is None:
        return [_("この日に有効な料金がありません。プランの料金の「いつから」を先に登録してください。")]
    known = {option.name for option in edition.as_terms().options}
    return [
        _("オプション「%(name)s」はこのプランにありません。") % {"name": name} for name in options if name not in known
    ]


def _yearly_faults(town_id: int, day: date) -> list[str]:
    year = period_of(kind=PeriodKind.FISCAL_YEAR, day=day)
    before = TownPlan.objects.filter(town_id=town_id, valid_from__lt=day).order_by("-valid_from").first()
    if day == year.first or before is None or before.plan_id is None:
        return []
    edition = PlanEdition.objects.filter(plan_id=before.plan_id, valid_from__lte=day).order_by("-valid_from").first()
    if edition is None or edition.as_terms().cycle is not Cycle.YEARLY:
        return []
    return [_("いまのプランは年額で、3月31日まで請求済みです。変更は4月1日からにしてください。")]


def _cycle_faults(name: str, day: date, cycle: Cycle) -> list[str]:
    """A yearly fee is charged to 31 March: terms that turn monthly before would charge those months twice, and terms
    that turn yearly would charge nothing until April."""
    rows = PlanEdition.objects.filter(plan__name=name)
    before = rows.filter(valid_from__lt=day).order_by("-valid_from").first()
    after = rows.filter(valid_from__gt=day).order_by("valid_from").first()
    turns = [(before, day)] if before else []
    turns += [(after, after.valid_from)] if after else []
    for edition, start in turns:
        first = period_of(kind=PeriodKind.FISCAL_YEAR, day=start).first
        if edition.as_terms().cycle is not cycle and start != first:
            return [
                _(
                    "月額と年額の切り替えは4月1日にしてください。年度の途中で切り替えると、基本料金が二重になるか抜けます。"
                )
            ]
    return []


def _issued_faults(town_ids: Iterable[int], day: date) -> list[str]:
    """A month that was invoiced is not charged anew by writing into the past."""
    months = Paper.objects.filter(town_id__in=list(town_ids), key__startswith="month:").annotate(at=Right("key", 7))
    last = months.filter(at__gte=f"{day:%Y-%m}").exclude(state=Paper.State.REPLACED).order_by("-at").first()
    if last is None:
        return []
    words = {"number": last.number, "town": last.town_name}
    return [_("発行済みの請求書（%(town)s %(number)s）と食い違います。請求していない月からにしてください。") % words]
