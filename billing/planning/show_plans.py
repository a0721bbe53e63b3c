"""What pages show of plans: terms in words, towns with their plans, a month and the coming year as figures."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from billing.models import Plan, PlanEdition, TownPlan
from billing.planning.charge import ChargeLine, charge_month, stretches_of
from billing.planning.next_year import NextYear, next_year
from billing.planning.read_plans import read_book, read_use
from billing.planning.terms import CYCLE_LABELS, METER_UNITS, PlanRefused, PlanTerms
from metering.public import PeriodKind, day_of, fiscal_year_of, period_of
from tenants.public import MemberFacts, consortiums, members_of
from web.public import grouped, wareki, yen


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town in the list of contracts; `plan` "" when it is on none."""

    town: MemberFacts
    plan: str
    since: date | None
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A town's plan. `month`: lines of the running month up to now; `faults` say why there are none."""

    plan: str
    facts: tuple[tuple[str, str], ...]
    month: tuple[ChargeLine, ...]
    month_total: int
    coming: NextYear | None
    faults: tuple[str, ...]


def terms_in_words(*, terms: PlanTerms) -> tuple[tuple[str, str], ...]:
    """The terms as facts, amounts before tax."""
    facts = [(_("基本料金（%(cycle)s・税抜き）") % {"cycle": CYCLE_LABELS[terms.cycle]}, _steps(terms))]
    unit = METER_UNITS[terms.meter]
    if terms.unit_price:
        words = {"included": grouped(number=terms.included), "unit": unit, "price": f"{terms.unit_price.normalize():f}"}
        facts.append((_("利用量"), _("毎月%(included)s%(unit)sまで含み、超えた分は1%(unit)sにつき%(price)s円") % words))
    else:
        facts.append((_("利用量"), _("超過の請求なし")))
    if terms.options:
        facts.append(
            (_("オプション"), "、".join(f"{option.name} {yen(amount=option.yen)}" for option in terms.options))
        )
    if terms.discount_percent:
        off = _("%(percent)s％引き") % {"percent": f"{terms.discount_percent.normalize():f}"}
        until = terms.discount_until
        ends = _("（%(day)sまで）") % {"day": wareki(day=until)} if until else ""
        facts.append((terms.discount_name, f"{off}{ends}"))
    return (*facts, (_("消費税"), str(terms.tax.label)))


def _steps(terms: PlanTerms) -> str:
    if len(terms.steps) == 1:
        words = yen(amount=terms.steps[0].yen)
    else:
        low = [
            _("人口%(up_to)s人まで %(yen)s") % {"up_to": grouped(number=s.up_to), "yen": yen(amount=s.yen)}
            for s in terms.steps
            if s.up_to is not None
        ]
        words = "、".join([*low, _("それより多い町 %(yen)s") % {"yen": yen(amount=terms.steps[-1].yen)}])
    if terms.per_person:
        words += _("、ほかに人口1人あたり%(yen)s円") % {"yen": f"{terms.per_person.normalize():f}"}
    return words


def plans_in_words() -> list[tuple[PlanEdition, tuple[tuple[str, str], ...]]]:
    """Each edition of each plan, the newest of a plan first; one query."""
    rows = PlanEdition.objects.select_related("plan").order_by("plan__name", "-valid_from")
    return [(row, terms_in_words(terms=row.as_terms())) for row in rows]


def plans_written() -> bool:
    """Whether there is any plan."""
    return PlanEdition.objects.exists()


def town_lines(*, today: date) -> list[TownLine]:
    """Every member of every consortium with the plan it is on today; three queries and one for each consortium."""
    towns = [town for one in consortiums() for town in members_of(consortium_id=one.id)]
    now: dict[int, TownPlan] = {}
    for row in TownPlan.objects.filter(valid_from__lte=today).select_related("plan").order_by("valid_from"):
        now[row.town_id] = row
    lines = []
    for town in towns:
        held = now.get(town.town_id)
        if held is None or held.plan is None:
            lines.append(TownLine(town, "", None, ()))
        else:
            lines.append(TownLine(town, held.plan.name, held.valid_from, tuple(held.options)))
    return lines


def offered_options() -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """All plans, and the names of the options of any of them; two queries."""
    names = [option.name for row in PlanEdition.objects.all() for option in row.as_terms().options]
    return tuple(Plan.objects.all()), tuple(dict.fromkeys(names))


def plan_page(*, town: MemberFacts, now: datetime) -> PlanPage:
    """A town's plan, month and coming year; three queries. In the public schema."""
    today, book = day_of(at=now), read_book(town_ids=[town.town_id])
    starts, year = book.starts.get(town.town_id, []), fiscal_year_of(day=today)
    month = period_of(kind=PeriodKind.MONTH, day=today)
    use = read_use(town_ids=[town.town_id], first=date(year, 4, 1), last=today).get(town.town_id, {})
    try:
        held = stretches_of(starts=starts, editions=book.editions, first=month.first, last=month.last)
        today_one = next((one for one in held if one.first <= today <= one.last), None)
        lines = charge_month(stretches=held, population=town.population, month=month, use=use)
        coming = next_year(
            year=year + 1, starts=starts, editions=book.editions, population=town.population, use=use, today=today
        )
    except PlanRefused as refused:
        return PlanPage("", (), (), 0, None, refused.faults)
    facts = terms_in_words(terms=today_one.terms) if today_one else ()
    total = sum(line.yen for line in lines)
    return PlanPage(today_one.plan if today_one else "", facts, lines, total, coming if coming.lines else None, ())
