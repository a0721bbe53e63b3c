"""Bills divided by the rules of real associations, computed by hand, and what is true of every division."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.allocating.divide import Division, divide
from billing.allocating.formula import AllocationRefused, Base, Formula, Member, Part

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def member(code: str, *, host: bool = False, **bases: object) -> Member:
    return Member(code, f"町{code}", {Base(k): Decimal(str(v)) for k, v in bases.items()}, host)


def part(base: str, weight: object = 100, exponent: object = 1) -> Part:
    return Part(Base(base), Decimal(str(weight)), Decimal(str(exponent)))


def totals(division: Division) -> dict[str, int]:
    return {row.code: row.total for row in division.rows}


def run(total: int, parts: list[Part], members: list[Member], revenue: int = 0, **options: object) -> Division:
    return divide(total=total, revenue=revenue, formula=Formula(tuple(parts), **options), members=members)  # type: ignore[arg-type]


def test_hata_ten_equal_fortyfive_population_fortyfive_need() -> None:
    """幡多広域: by hand, each column rounded by largest remainder, equal remainders to the lower code."""
    members = [
        member("392103", population=30_000, need=12_000),
        member("392081", population=18_000, need=8_000),
        member("392090", population=11_000, need=5_500),
        member("394289", population=10_000, need=5_000),
        member("394246", population=4_000, need=3_000),
        member("394271", population=1_000, need=1_500),
    ]
    done = run(10_000_000, [part("equal", 10), part("population", 45), part("need", 45)], members)
    assert [row.parts for row in done.rows] == [
        (166_667, 1_824_324, 1_542_857),
        (166_667, 1_094_595, 1_028_572),
        (166_667, 668_919, 707_143),
        (166_666, 608_108, 642_857),
        (166_667, 243_243, 385_714),
        (166_666, 60_811, 192_857),
    ]
    assert sum(totals(done).values()) == 10_000_000


def test_kushimoto_and_kozagawa_population_basic_and_use() -> None:
    """串本町古座川町: 人口 35 / 基本 15 / 実績 50; the odd yen goes to the part with the largest remainder."""
    members = [member("304280", population=14_000, usage=1_200), member("304247", population=2_500, usage=300)]
    done = run(3_000_001, [part("population", 35), part("equal", 15), part("usage", 50)], members)
    assert done.part_totals == (1_050_000, 450_000, 1_500_001)
    assert totals(done) == {"304280": 2_315_910, "304247": 684_091}


def test_soraku_fixed_ratios() -> None:
    """相楽広域: 60.00 / 11.18 / 12.65 / 6.76 / 9.41."""
    ratios = ("60.00", "11.18", "12.65", "6.76", "9.41")
    done = run(12_345_678, [part("fixed")], [member(str(n), fixed=ratio) for n, ratio in enumerate(ratios)])
    assert list(totals(done).values()) == [7_407_407, 1_380_247, 1_561_728, 834_568, 1_161_728]


def test_harp_twice_the_people_pay_one_and_a_half_times() -> None:
    """北海道 HARP: exponent log2 1.5, and 10,000 yen a year from each: 1 : 1.5 : 2.25."""
    members = [member(str(n), population=10_000 * 2**n) for n in range(3)]
    exponent = "0.5849625007211562"
    done = run(4_780_000, [part("population", exponent=exponent)], members, flat_yen=10_000)
    assert list(totals(done).values()) == [1_010_000, 1_510_000, 2_260_000]


def test_specific_revenue_is_deducted_first_and_the_host_pays_its_share_first() -> None:
    members = [member("1", host=True, population=1), member("2", population=3)]
    done = run(1_000, [part("population")], members, revenue=200, host_percent=Decimal(10))
    assert done.net == 800
    assert [(row.host, row.parts) for row in done.rows] == [(80, (180,)), (0, (540,))]


def test_minimum_and_cap_move_the_difference_to_the_others() -> None:
    members = [member("1", population=1), member("2", population=9), member("3", population=90)]
    done = run(1_000, [part("population")], members, minimum_yen=100, cap_yen=800)
    assert totals(done) == {"1": 100, "2": 100, "3": 800}
    assert [row.adjusted for row in done.rows] == [90, 10, -100]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"parts": [part("population", 60)]}, "合計が60％です。ちょうど100％"),
        ({"parts": []}, "割り方がありません"),
        ({"parts": [part("population", 50), part("population", 50)]}, "同じ割り方が二度"),
        ({"parts": [part("population", exponent=0)]}, "逓減の指数"),
        ({"parts": [part("usage")]}, "町1の実績割の数がありません"),
        ({"members": [member("1", population=-5)]}, "町1の人口割の数が0より小さく"),
        ({"members": [member("1", population=0), member("2", population=0)]}, "すべて0です"),
        ({"members": [member("1", population=1), member("1", population=1)]}, "同じ団体コードが二度"),
        ({"members": []}, "構成団体がありません"),
        ({"total": 0}, "総額は1円以上"),
        ({"revenue": 1_001}, "特定財源は0円以上、総額以下"),
        ({"flat_yen": 501}, "定額の合計が、分ける額を超えています"),
        ({"minimum_yen": 501}, "最低額の合計が、分ける額を超えています"),
        ({"cap_yen": 499}, "上限額の合計が、分ける額に足りません"),
        ({"host_percent": Decimal(5)}, "幹事団体をちょうど1つ"),
    ],
)
def test_what_cannot_be_divided_is_said(change: dict[str, object], sentence: str) -> None:
    plain = {
        "total": 1_000,
        "parts": [part("population")],
        "members": [member("1", population=1), member("2", population=1)],
    }
    with pytest.raises(AllocationRefused, match=sentence):
        run(**{**plain, **change})  # type: ignore[arg-type]


WEIGHTS = st.sampled_from([(100,), (50, 50), (10, 45, 45), (35, 15, 50), ("33.3", "33.3", "33.4")])
NUMBERS = st.lists(st.tuples(st.integers(0, 400_000), st.integers(0, 9_999)), min_size=1, max_size=9)


def _world(numbers: list[tuple[int, int]]) -> list[Member]:
    rows = [(1, 1), *numbers]
    return [member(f"{n:06d}", population=people, usage=use, host=n == 0) for n, (people, use) in enumerate(rows)]


def _parts(weights: tuple[object, ...]) -> list[Part]:
    return [
        part(base, weight, "0.585" if base == "population" else 1)
        for base, weight in zip(("population", "usage", "equal"), weights, strict=False)
    ]


@FEW
@given(st.integers(1, 10**10), WEIGHTS, NUMBERS, st.integers(0, 100), st.integers(0, 50))
def test_shares_sum_to_the_total_to_the_yen(total, weights, numbers, revenue_percent, host) -> None:
    revenue = total * revenue_percent // 100
    done = run(total, _parts(weights), _world(numbers), revenue=revenue, host_percent=Decimal(host))
    assert sum(row.total for row in done.rows) == total - revenue
    assert [sum(row.parts[n] for row in done.rows) for n in range(len(weights))] == list(done.part_totals)
    assert min(row.total for row in done.rows) >= 0


@FEW
@given(
    st.integers(1, 10**9),
    WEIGHTS,
    NUMBERS,
    st.tuples(st.integers(0, 8), st.sampled_from(["population", "usage"]), st.integers(1, 10**6)),
)
def test_a_larger_figure_never_pays_less(total, weights, numbers, growth) -> None:
    members = _world(numbers)
    who, base, more = growth[0] % len(members), Base(growth[1]), growth[2]
    larger = [*members]
    bases = {**members[who].bases, base: (members[who].bases[base] or 0) + more}
    larger[who] = Member(members[who].code, members[who].name, bases, members[who].is_host)
    before, after = (run(total, _parts(weights), world) for world in (members, larger))
    assert after.rows[who].total >= before.rows[who].total


@FEW
@given(st.integers(1, 10**9), WEIGHTS, NUMBERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(total, weights, numbers, chance) -> None:
    members = _world(numbers)
    mixed = [*members]
    chance.shuffle(mixed)
    assert totals(run(total, _parts(weights), members)) == totals(run(total, _parts(weights), mixed))


@FEW
@given(st.integers(1_000, 10**9), WEIGHTS, NUMBERS, st.integers(0, 100), st.integers(0, 100))
def test_nobody_leaves_the_bounds(total, weights, numbers, low_percent, high_percent) -> None:
    members = _world(numbers)
    fair = total // len(members)
    low, high = fair * low_percent // 100, fair + 1 + fair * high_percent // 10
    done = run(total, _parts(weights), members, minimum_yen=low, cap_yen=high)
    assert sum(row.total for row in done.rows) == total
    assert all(low <= row.total <= high for row in done.rows)
