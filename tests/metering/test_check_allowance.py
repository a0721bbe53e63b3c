"""How much of an allowance is spent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from metering.public import (
    AllowanceLevel,
    AllowanceTerms,
    AllowanceUnit,
    PeriodKind,
    allowances,
    check_allowance,
    record_usage,
    set_allowance,
)
from tests.builders.usage import AT, usage_event


def allow(**fields: object) -> AllowanceTerms:
    plain = {
        "section_id": None,
        "period_kind": PeriodKind.FISCAL_YEAR,
        "limit_yen": Decimal(100),
        "limit_tokens": None,
        "valid_from": date(2026, 4, 1),
    }
    terms = AllowanceTerms(**{**plain, **fields})
    set_allowance(terms=terms)
    return terms


def spend(yen: str, **fields: object) -> None:
    record_usage(event=usage_event(cost_yen=Decimal(yen), **fields))


def test_a_town_without_allowances_is_not_limited(town):
    spend("1000000")
    state = check_allowance(section_id=None, now=AT)
    assert (state.level, state.limit, state.period) == (AllowanceLevel.OK, None, None)


@pytest.mark.parametrize(
    ("yen", "level"),
    [
        ("69.999999", AllowanceLevel.OK),
        ("70", AllowanceLevel.WARN70),
        ("89.999999", AllowanceLevel.WARN70),
        ("90", AllowanceLevel.WARN90),
        ("99.999999", AllowanceLevel.WARN90),
        ("100", AllowanceLevel.SPENT),
        ("140", AllowanceLevel.SPENT),
    ],
)
def test_levels_begin_at_their_thresholds(town, yen, level):
    allow()
    spend(yen)
    state = check_allowance(section_id=None, now=AT)
    assert state.level is level
    assert state.used == Decimal(yen)
    assert state.spent == (level is AllowanceLevel.SPENT)


def test_the_check_is_one_query(town, django_assert_num_queries):
    allow()
    allow(section_id=3, limit_tokens=1)
    spend("10", section_id=3)
    with django_assert_num_queries(1):
        check_allowance(section_id=3, now=AT)


def test_the_allowance_nearest_to_its_end_decides(town):
    allow()
    allow(section_id=3, limit_yen=None, limit_tokens=1200)
    spend("1", section_id=3)
    of_section = check_allowance(section_id=3, now=AT)
    assert (of_section.level, of_section.unit, of_section.section_id) == (AllowanceLevel.SPENT, AllowanceUnit.TOKENS, 3)
    assert check_allowance(section_id=4, now=AT).level is AllowanceLevel.OK


def test_a_month_begins_anew_on_its_first_day_in_japan(town):
    allow(period_kind=PeriodKind.MONTH)
    spend("100")
    assert check_allowance(section_id=None, now=AT).spent
    december_in_japan = AT.replace(day=30, hour=15)
    assert check_allowance(section_id=None, now=december_in_japan).used == 0
    assert check_allowance(section_id=None, now=december_in_japan - timedelta(minutes=1)).spent


def test_a_fiscal_year_does_not_carry_over(town):
    allow()
    spend("100", at=AT.replace(year=2027, month=3, day=31, hour=14))
    assert check_allowance(section_id=None, now=AT.replace(year=2027, month=3, day=31, hour=14)).spent
    assert not check_allowance(section_id=None, now=AT.replace(year=2027, month=3, day=31, hour=15)).spent


def test_a_later_allowance_replaces_the_earlier_one_from_its_day(town):
    allow()
    allow(limit_yen=Decimal(1000), valid_from=date(2026, 11, 23))
    spend("100")
    assert not check_allowance(section_id=None, now=AT).spent
    assert check_allowance(section_id=None, now=AT - timedelta(days=1)).spent


def test_an_allowance_ends_after_its_last_day(town):
    allow(valid_until=date(2026, 11, 23))
    spend("100")
    assert check_allowance(section_id=None, now=AT).spent
    assert check_allowance(section_id=None, now=AT + timedelta(days=1)).limit is None


def test_a_limit_of_nothing_is_spent_at_once(town):
    allow(limit_yen=Decimal(0))
    assert check_allowance(section_id=None, now=AT).spent


def test_setting_the_same_start_again_replaces(town):
    allow()
    terms = allow(limit_yen=Decimal(5))
    assert allowances() == (terms,)


@pytest.mark.parametrize(
    "fields",
    [
        {"limit_yen": None},
        {"limit_yen": Decimal(-1)},
        {"valid_until": date(2026, 3, 31)},
        {"warn_first": 95},
        {"warn_second": 101},
    ],
)
def test_an_allowance_that_makes_no_sense_is_refused(town, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        allow(**fields)
