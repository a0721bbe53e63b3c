"""Usage on its way to the consortium: counted once, priced by the list, flagged where the list says nothing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit_log.public import SYSTEM
from billing.models import RolledUsage
from billing.pricing.price_list import UnitPrice
from billing.pricing.write_list import write_price, write_rate
from billing.rolling_up.roll_up import roll_up
from metering.public import record_past, record_usage
from tenants.public import in_public, in_town
from tests.builders.usage import AT, usage_event

MODEL = "gpt-oss-120b"
APRIL = date(2026, 4, 1)


@pytest.fixture
def home(towns):
    return towns[0]


def use(town, **fields) -> None:
    with in_town(town):
        record_usage(event=usage_event(**fields))


def listed(tokens_in: str = "10", currency: str = "JPY", first: date = APRIL) -> int:
    with in_public():
        price = UnitPrice(first, None, Decimal(tokens_in), Decimal(1), Decimal(50), Decimal(6), currency)
        return write_price(model=MODEL, price=price, note="", actor=SYSTEM, now=AT)


def rows() -> list[RolledUsage]:
    with in_public():
        return list(RolledUsage.objects.order_by("day", "id"))


def test_calls_of_a_day_become_one_row_without_people_and_sections(home) -> None:
    listed()
    use(home, section_id=3, person_id=7, tokens_cached=400, audio_seconds=Decimal(90))
    use(home, section_id=4, person_id=8, tokens_cached=400)
    assert roll_up(town=home, now=AT).flagged == 0
    (row,) = rows()
    assert (row.town_id, row.calls, row.tokens_in, row.cost_yen) == (home.id, 2, 2000, Decimal(1))
    # 1,200 fresh × 10 + 800 cached × 1 + 400 out × 50, by the million, and 1.5 minutes at 6 yen.
    assert row.price_yen == Decimal("0.012000") + Decimal("0.000800") + Decimal("0.020000") + 9
    assert not {"section_id", "person_id"} & {field.name for field in RolledUsage._meta.get_fields()}


def test_rolled_up_again_nothing_is_counted_twice(home) -> None:
    use(home)
    roll_up(town=home, now=AT)
    before = [(r.pk, r.calls, r.flag) for r in rows()]
    roll_up(town=home, now=AT)
    assert [(r.pk, r.calls, r.flag) for r in rows()] == before
    use(home)
    roll_up(town=home, now=AT)
    assert [r.calls for r in rows()] == [2]


def test_two_towns_do_not_mix(towns) -> None:
    for town in towns:
        use(town)
        roll_up(town=town, now=AT)
    assert sorted(row.town_id for row in rows()) == sorted(town.id for town in towns)


def test_a_model_without_a_price_is_flagged_and_never_zero(home) -> None:
    use(home)
    assert roll_up(town=home, now=AT).flagged == 1
    assert [(r.price_yen, r.flag) for r in rows()] == [(None, "no_price")]
    assert listed() == 1, "registering the price prices what was counted before"
    assert [(r.price_yen, r.flag) for r in rows()] == [(Decimal("0.020000"), "")]


def test_a_foreign_price_waits_for_its_rate(home) -> None:
    listed(currency="USD")
    use(home)
    roll_up(town=home, now=AT)
    assert [r.flag for r in rows()] == ["no_rate"]
    with in_public():
        write_rate(currency="USD", valid_from=APRIL, yen=Decimal(150), note="", actor=SYSTEM, now=AT)
    assert [(r.price_yen, r.flag) for r in rows()] == [(Decimal("3.000000"), "")]


def test_a_call_that_failed_before_it_used_anything_costs_nothing(home) -> None:
    use(home, tokens_in=0, tokens_out=0, cost_yen=Decimal(0), outcome="timeout")
    roll_up(town=home, now=AT)
    assert [(r.price_yen, r.flag, r.failed_calls) for r in rows()] == [(Decimal(0), "", 1)]


def test_a_new_price_leaves_the_days_before_it_alone(home) -> None:
    listed()
    use(home, at=AT - timedelta(days=2))
    use(home)
    roll_up(town=home, now=AT)
    listed("1000", first=AT.date())
    assert [r.price_yen for r in rows()] == [Decimal("0.020000"), Decimal("1.010000")]


def test_what_came_late_is_noticed_by_the_months_counter(home) -> None:
    use(home)
    roll_up(town=home, now=AT)
    use(home, at=AT - timedelta(days=50))
    roll_up(town=home, now=AT)
    assert [r.day for r in rows()] == [AT.date() - timedelta(days=50), AT.date()]


def test_the_cost_does_not_grow_with_history(home) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            roll_up(town=home, now=AT)
        return len(seen)

    use(home)
    roll_up(town=home, now=AT)
    short = queries()
    with in_town(home):
        record_past(events=[usage_event(at=AT - timedelta(days=n)) for n in range(1, 230)])
    roll_up(town=home, now=AT)  # catches up once
    assert queries() == short


def test_the_past_is_counted_as_single_calls_are(home) -> None:
    events = [usage_event(section_id=n % 2 or None, at=AT - timedelta(days=n // 3)) for n in range(12)]
    with in_town(home):
        assert record_past(events=events[:6]) == 6
        assert record_past(events=events) == 6
        assert not record_usage(event=replace(events[0], cost_yen=Decimal(99)))
    roll_up(town=home, now=AT)
    assert sum(r.calls for r in rows()) == 12
    assert sum(r.cost_yen for r in rows()) == 6
