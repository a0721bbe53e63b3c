"""Plans, subscriptions and use in Stripe, and the month's draft that is brought to what the paper says."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.collecting.keeping_plans import keep_plans
from billing.collecting.mirror import mirror
from billing.collecting.plans import figures_of
from billing.collecting.round import go_round
from billing.collecting.telling_use import new_values
from billing.collecting.work import hear_of_invoice
from billing.invoicing.close_month import close_month
from billing.models import Issuer, Paper, RolledUsage, StripeCustomer, StripeInvoice, StripeUse, TownPlan
from billing.planning.charge import Stretch, Use
from billing.planning.terms import Cycle, Meter
from billing.planning.write_plans import write_plan
from metering.public import Period, PeriodKind
from tenants.public import in_public, members_of, note_population
from tests.billing.collecting.conftest import register
from tests.billing.invoicing.test_papers import OPERATOR
from tests.billing.planning.test_charge import terms
from tests.stripe_server import invoices, plans

TOKYO = ZoneInfo("Asia/Tokyo")
OCTOBER = Period(PeriodKind.MONTH, date(2026, 10, 1), date(2026, 10, 31))
SECOND = datetime(2026, 10, 2, 5, 11, tzinfo=TOKYO)
NOVEMBER = datetime(2026, 11, 1, 0, 0, tzinfo=TOKYO)
THIRD = datetime(2026, 11, 3, 10, 0, tzinfo=TOKYO)
USES = st.dictionaries(
    st.dates(date(2026, 9, 20), date(2026, 11, 10)),
    st.builds(Use, st.integers(0, 10**6), st.integers(0, 10**7), st.decimals(0, 10**5, places=6)),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(days=USES, meter=st.sampled_from(list(Meter)), cut=st.dates(date(2026, 9, 20), date(2026, 11, 10)))
def test_use_told_in_pieces_is_the_whole_part_of_each_month(days, meter, cut) -> None:
    begin, end = date(2026, 9, 20), date(2026, 11, 10)
    first = dict(new_values(days=days, meter=meter, told_before={}, first=begin, last=cut))
    rest = dict(new_values(days=days, meter=meter, told_before=first, first=begin, last=end))
    assert not set(first) & set(rest)
    for month in (9, 10, 11):
        told = sum(value for day, value in {**first, **rest}.items() if day.month == month)
        used = [use for day, use in days.items() if day.month == month]
        exact = {
            Meter.CALLS: sum((Decimal(use.calls) for use in used), Decimal(0)),
            Meter.KILOTOKENS: sum((Decimal(use.tokens) / 1000 for use in used), Decimal(0)),
            Meter.YEN: sum((use.yen for use in used), Decimal(0)),
        }[meter]
        assert told == int(exact)


def test_a_day_without_a_price_waits_and_what_was_told_stays() -> None:
    days = {date(2026, 10, 1): Use(1, 0, Decimal("1.6")), date(2026, 10, 2): Use(1, 0, None)}
    month = {"meter": Meter.YEN, "first": date(2026, 10, 1), "last": date(2026, 10, 3)}
    assert new_values(days=days, told_before={}, **month) == [(date(2026, 10, 1), 1)]
    days[date(2026, 10, 2)] = Use(1, 0, Decimal("0.6"))
    assert new_values(days=days, told_before={date(2026, 10, 1): 1}, **month) == [(date(2026, 10, 2), 1)]


def test_a_yearly_fee_is_no_price_of_a_month() -> None:
    stretch = Stretch(OCTOBER.first, OCTOBER.last, "年額", terms(cycle=Cycle.YEARLY, unit_price=Decimal(0)), (), False)
    assert figures_of(stretches=[stretch], day=OCTOBER.first, population=7_000) is None


@pytest.fixture
def planned(towns, connected):
    """A town on a plan of 50,000 yen with 100 calls, 10 yen above, since October, registered with its plan."""
    connected.state.now = int(SECOND.timestamp())
    town = towns[0]
    with in_public():
        consortium = members_of_first()
        Issuer.objects.create(consortium_id=consortium, name="結の郷協議会")
        note_population(town_id=town.id, population=7_000)
        plan = write_plan(
            name="標準",
            valid_from=OCTOBER.first,
            terms=terms(included=100, unit_price=Decimal(10)),
            note="",
            actor=OPERATOR,
            now=SECOND,
        )
        TownPlan.objects.create(town_id=town.id, valid_from=OCTOBER.first, plan_id=plan)
        register(town_id=town.id, town_name=town.name, with_plan=True)
        yield town


def members_of_first() -> int:
    from tenants.public import consortiums

    return consortiums()[0].id


def used(town, day: date, calls: int) -> None:
    RolledUsage.objects.create(town_id=town.id, day=day, feature="chat", calls=calls, price_yen=0)


def close(town, at: datetime) -> Paper:
    members = [one for one in members_of(consortium_id=members_of_first()) if one.town_id == town.id]
    close_month(consortium_id=members_of_first(), members=members, month=OCTOBER, actor=OPERATOR, now=at)
    return Paper.objects.get(town_id=town.id)


def send(gate, at: datetime) -> StripeInvoice:
    go_round(gate=gate, now=at)
    row = StripeInvoice.objects.get()
    assert mirror(gate=gate, row_id=row.pk, now=at)
    row.refresh_from_db()
    return row


def test_a_plan_becomes_one_metered_price_and_use_is_told_once(planned, gate, connected) -> None:
    used(planned, date(2026, 10, 1), 140)
    assert keep_plans(gate=gate, now=SECOND) == 1
    assert keep_plans(gate=gate, now=SECOND) == 0
    [price] = connected.state.all("price")
    first, above = price["tiers"]
    assert (first["flat_amount"], first["up_to"], above["unit_amount_decimal"], above["up_to"]) == (
        "50000", "100", "10", "inf",
    )  # fmt: skip
    [event] = connected.state.meter_events.values()
    assert event["payload"]["value"] == "140"
    assert StripeCustomer.objects.get().subscription_id
    assert len(connected.state.all("subscription")) == 1


def test_use_that_was_sent_when_the_worker_died_counts_once(planned, gate, connected) -> None:
    used(planned, date(2026, 10, 1), 140)
    keep_plans(gate=gate, now=SECOND)
    StripeUse.objects.update(sent_at=None)  # killed before it was noted
    keep_plans(gate=gate, now=SECOND)
    assert [event["payload"]["value"] for event in connected.state.meter_events.values()] == ["140"]
    assert StripeUse.objects.filter(sent_at=None).count() == 0


def test_another_plan_moves_the_subscription_and_none_ends_it(planned, gate, connected) -> None:
    keep_plans(gate=gate, now=SECOND)
    note_population(town_id=planned.id, population=30_000)
    keep_plans(gate=gate, now=SECOND + timedelta(days=1))
    [there] = connected.state.all("subscription")
    assert there["items"]["data"][0]["price"]["id"] == connected.state.all("price")[0]["id"]
    assert len(connected.state.all("price")) == 2
    StripeCustomer.objects.update(with_plan=False)
    keep_plans(gate=gate, now=SECOND + timedelta(days=2))
    assert there["status"] == "canceled"
    assert StripeCustomer.objects.get().subscription_id == ""


def test_the_months_draft_waits_for_the_paper_and_is_taken(planned, gate, connected) -> None:
    keep_plans(gate=gate, now=SECOND)
    used(planned, date(2026, 10, 2), 140)
    assert keep_plans(gate=gate, now=SECOND + timedelta(days=1)) == 1
    there = plans.end_month(connected.state, StripeCustomer.objects.get().subscription_id, at=int(NOVEMBER.timestamp()))
    assert (there["subtotal"], there["auto_advance"]) == (50_400, True)
    assert hear_of_invoice(gate=gate, stripe_id=there["id"], now=NOVEMBER) == "held"
    assert there["auto_advance"] is False
    used(planned, date(2026, 10, 31), 10)  # told to the consortium, not yet to Stripe
    paper = close(planned, THIRD)
    row = send(gate, THIRD)
    assert (row.stripe_id, row.from_plan, paper.total_yen) == (there["id"], True, 50_500 * 110 // 100)
    assert (there["status"], there["total"]) == ("open", paper.total_yen)
    assert [line["amount"] for line in there["lines"]["data"]] == [50_400, 100]
    assert len(connected.invoices()) == 1


@pytest.mark.parametrize("same", [True, False])
def test_a_draft_that_stripe_finalized_by_itself_is_taken_only_if_it_says_the_same(
    planned, gate, connected, same
) -> None:
    keep_plans(gate=gate, now=SECOND)
    there = plans.end_month(connected.state, StripeCustomer.objects.get().subscription_id, at=int(NOVEMBER.timestamp()))
    if same:
        tax = {"display_name": "消費税", "percentage": "10", "inclusive": "false"}
        change = {"id": there["lines"]["data"][0]["id"], "tax_amounts": [
            {"amount": "5000", "taxable_amount": "50000", "tax_rate_data": tax}]}  # fmt: skip
        invoices.update_lines(connected.state, there["id"], {"lines": [change]})
    invoices.finalize(connected.state, there["id"], {})
    close(planned, THIRD)
    row = send(gate, THIRD)
    assert (row.stripe_id == there["id"]) is same
    assert there["status"] == ("open" if same else "void")
    assert [one["total"] for one in connected.invoices("open")] == [55_000]


def test_a_town_that_stripe_does_not_take_holds_nobody_else_up(planned, gate, connected) -> None:
    used(planned, date(2026, 10, 2), 140)
    keep_plans(gate=gate, now=SECOND)
    gone = register(town_id=71, town_name="乙川村", with_plan=True, stripe_id="cus_gone", subscription_id="sub_gone")
    assert keep_plans(gate=gate, now=SECOND + timedelta(days=1)) == 1
    gone.refresh_from_db()
    assert gone.failure == "gone"
    connected.state.things["customer"].clear()  # now the other one too, with use that was not told
    used(planned, date(2026, 10, 3), 5)
    assert keep_plans(gate=gate, now=SECOND + timedelta(days=2)) == 0
    assert set(StripeCustomer.objects.values_list("failure", flat=True)) == {"gone"}
