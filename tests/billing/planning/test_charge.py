"""Months of plans computed by hand, and what is true however a month is cut."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.planning.charge import Edition, Start, Use, charge_month, part_of, stretches_of
from billing.planning.next_year import next_year
from billing.planning.terms import Cycle, Meter, Option, PlanRefused, PlanTerms, Step, base_fee, faults_of
from billing.tax_classes import TaxClass
from metering.public import PeriodKind, period_of

APRIL = period_of(kind=PeriodKind.MONTH, day=date(2026, 4, 1))
FEW = settings(max_examples=80, deadline=None)
CLASSES = (Step(5_000, 30_000), Step(10_000, 50_000), Step(None, 80_000))


def terms(**changes: object) -> PlanTerms:
    plain = {"cycle": Cycle.MONTHLY, "steps": CLASSES, "tax": TaxClass.STANDARD}
    return PlanTerms(**{**plain, **changes})  # type: ignore[arg-type]


def month(
    plan: PlanTerms, *starts: Start, day: date = APRIL.first, population: int | None = 7_000, calls: int = 0
) -> list[tuple[str, int]]:
    whole = period_of(kind=PeriodKind.MONTH, day=day)
    editions = {1: [Edition(date(2020, 4, 1), "標準", plan)]}
    held = stretches_of(
        starts=starts or [Start(date(2020, 4, 1), 1)], editions=editions, first=whole.first, last=whole.last
    )
    use = {whole.first: Use(calls, 0, Decimal(0))} if calls else {}
    lines = charge_month(stretches=held, population=population, month=whole, use=use)
    return [(line.what, line.yen) for line in lines]


@pytest.mark.parametrize(("people", "yen"), [(1, 30_000), (5_000, 30_000), (5_001, 50_000), (10_001, 80_000)])
def test_the_class_of_a_population_holds_up_to_its_bound(people: int, yen: int) -> None:
    assert base_fee(terms=terms(), population=people) == yen


def test_a_formula_adds_yen_for_each_inhabitant_and_cuts_below_a_yen() -> None:
    plan = terms(steps=(Step(None, 10_000),), per_person=Decimal("2.35"))
    assert base_fee(terms=plan, population=2_841) == 10_000 + 6_676


@pytest.mark.parametrize("people", [None, 0, -3])
def test_a_missing_or_negative_population_is_told_and_not_charged_as_nobody(people: int | None) -> None:
    with pytest.raises(PlanRefused, match="人口が登録されていません"):
        month(terms(), population=people)


def test_who_joins_on_the_16th_of_april_pays_15_of_30_days() -> None:
    assert month(terms(), Start(date(2026, 4, 16), 1)) == [("標準 基本料金", 25_000)]


def test_options_are_added_and_the_discount_is_of_fee_and_options_not_of_overage() -> None:
    plan = terms(
        options=(Option("LINE連携", 5_000), Option("音声", 9_000)),
        discount_percent=Decimal("7.5"),
        discount_name="初年度割引",
        included=100,
        unit_price=Decimal("3.3"),
    )
    assert month(plan, Start(date(2020, 4, 1), 1, ("LINE連携",)), calls=123) == [
        ("標準 基本料金", 50_000),
        ("LINE連携", 5_000),
        ("初年度割引（7.5％引き）", -4_125),
        ("標準 超過利用", 75),
    ]


@pytest.mark.parametrize(
    ("until", "off"),
    [(date(2026, 4, 30), 5_000), (date(2026, 4, 15), 2_500), (date(2026, 3, 31), 0), (date(2027, 3, 31), 5_000)],
)
def test_a_discount_ends_on_its_own_day_and_a_month_in_part_is_in_part_cheaper(until: date, off: int) -> None:
    plan = terms(discount_percent=Decimal(10), discount_name="初年度割引", discount_until=until)
    assert sum(yen for _what, yen in month(plan)) == 50_000 - off
    assert faults_of(terms=terms(discount_until=until)) == (
        "割引の期限だけが入っています。割引（％）も入れるか、期限を空欄にしてください。",
    )


def test_a_yearly_fee_is_charged_once_and_ends_on_31_march() -> None:
    plan = terms(cycle=Cycle.YEARLY, steps=(Step(None, 365_000),))
    assert month(plan) == [("標準 基本料金", 365_000)]
    assert month(plan, day=date(2026, 5, 1)) == []
    assert month(plan, Start(date(2026, 5, 1), 1), day=date(2026, 5, 1)) == [("標準 基本料金", 335_000)]
    late = Start(date(2027, 3, 2), 1)
    assert month(plan, late, day=date(2027, 3, 1)) == [("標準 基本料金", 30_000)]
    assert month(plan, late, day=date(2027, 4, 1)) == [("標準 基本料金", 365_000)]


def test_use_without_a_price_is_refused_where_yen_are_metered() -> None:
    plan = terms(meter=Meter.YEN, unit_price=Decimal("1.1"))
    held = stretches_of(
        starts=[Start(APRIL.first, 1)],
        editions={1: [Edition(APRIL.first, "標準", plan)]},
        first=APRIL.first,
        last=APRIL.last,
    )
    with pytest.raises(PlanRefused, match="単価のない利用"):
        charge_month(stretches=held, population=7_000, month=APRIL, use={APRIL.first: Use(1, 9, None)})


def test_a_plan_without_terms_on_a_day_is_told() -> None:
    with pytest.raises(PlanRefused, match="有効な料金がありません"):
        stretches_of(starts=[Start(APRIL.first, 1)], editions={}, first=APRIL.first, last=APRIL.last)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (terms(steps=()), "基本料金がありません"),
        (terms(steps=(Step(100, 1),)), "最後の人口区分だけ"),
        (terms(steps=(Step(200, 1), Step(100, 1), Step(None, 1))), "小さい順"),
        (terms(steps=(Step(None, -1),)), "0円以上"),
        (terms(discount_percent=Decimal(101), discount_name="割引"), "100％まで"),
        (terms(discount_percent=Decimal(10)), "割引の名前"),
        (terms(options=(Option("音声", 1), Option("音声", 2))), "二度あります"),
        (terms(unit_price=Decimal(-1)), "0以上"),
    ],
)
def test_terms_that_cannot_be_charged_are_told(plan: PlanTerms, words: str) -> None:
    assert any(words in fault for fault in faults_of(terms=plan))


@FEW
@given(amount=st.integers(0, 10**9), cuts=st.sets(st.integers(1, 29)))
def test_however_a_month_is_cut_its_parts_add_up_to_the_yen(amount: int, cuts: set[int]) -> None:
    starts = [0, *sorted(cuts)]
    ends = [*(cut - 1 for cut in sorted(cuts)), 29]
    parts = [
        part_of(amount=amount, whole=APRIL, first=APRIL.first + timedelta(a), last=APRIL.first + timedelta(b))
        for a, b in zip(starts, ends, strict=True)
    ]
    assert sum(parts) == amount
    assert min(parts) >= 0


@FEW
@given(
    days=st.lists(st.tuples(st.integers(0, 60), st.sampled_from([1, 2, None])), max_size=6, unique_by=lambda d: d[0])
)
def test_days_are_covered_once_wherever_a_plan_holds_and_no_line_crosses_the_month(
    days: list[tuple[int, int | None]],
) -> None:
    starts = [Start(date(2026, 3, 1) + timedelta(offset), plan) for offset, plan in days]
    editions = {n: [Edition(date(2020, 4, 1), f"p{n}", terms(included=n))] for n in (1, 2)}
    held = stretches_of(starts=starts, editions=editions, first=APRIL.first, last=APRIL.last)
    covered = [one.first + timedelta(n) for one in held for n in range((one.last - one.first).days + 1)]
    assert covered == sorted(set(covered))
    for n in range(30):
        day = APRIL.first + timedelta(n)
        before = [start for start in starts if start.day <= day]
        assert (day in covered) == (bool(before) and max(before, key=lambda s: s.day).plan_id is not None)
    for line in charge_month(stretches=held, population=7_000, month=APRIL, use={}):
        assert APRIL.first <= line.first <= line.last <= APRIL.last


@FEW
@given(calls=st.lists(st.integers(0, 500), min_size=30, max_size=30), more=st.integers(0, 500))
def test_who_uses_more_never_pays_less(calls: list[int], more: int) -> None:
    plan = terms(included=1_000, unit_price=Decimal("1.25"))
    assert sum(yen for _w, yen in month(plan, calls=sum(calls))) <= sum(
        yen for _w, yen in month(plan, calls=sum(calls) + more)
    )


@pytest.mark.parametrize("today", [date(2026, 6, 15), date(2026, 6, 30)])  # June's last day is not over either
def test_next_year_is_twelve_months_of_the_plan_and_this_years_average_overage(today: date) -> None:
    plan = terms(included=1_000, unit_price=Decimal(2))
    use = {
        date(2026, 4, 10): Use(1_300, 0, None),
        date(2026, 5, 10): Use(1_100, 0, None),
        date(2026, 6, 2): Use(9, 0, None),
    }
    done = next_year(
        year=2027,
        starts=[Start(date(2026, 4, 1), 1)],
        editions={1: [Edition(date(2026, 4, 1), "標準", plan)]},
        population=7_000,
        use=use,
        today=today,
    )
    assert done.basis == 2
    assert [(line.what, line.quantity, line.yen) for line in done.lines] == [
        ("標準 基本料金", 12, 600_000),
        ("標準 超過利用", 2_400, 4_800),
    ]
    assert (done.lines[0].first, done.lines[0].last) == (date(2027, 4, 1), date(2028, 3, 31))
