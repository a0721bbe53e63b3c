"""Tells Stripe what towns used: whole units a day, once. What is below a unit is carried on to the next day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from billing.collecting import limits
from billing.collecting.customers import note_failure
from billing.collecting.gateway import Gateway, StripeTrouble, once, told
from billing.collecting.lines import noon_of
from billing.collecting.plans import meter_name
from billing.models import StripeCustomer, StripeUse
from billing.planning.charge import Use
from billing.planning.read_plans import read_use
from billing.planning.terms import Meter
from metering.public import day_of


def tell_use(*, gate: Gateway, meters: Mapping[int, Meter], now: datetime) -> int:
    """Write down what is new, then send what was not sent; how many events went. `meters`: by town, of those that have
    a subscription. Killed in between it goes on: an event has one name however often it is sent. Raises StripeTrouble.
    """
    customers = {
        one.town_id: one
        for one in StripeCustomer.objects.filter(live=gate.live, town_id__in=list(meters)).exclude(subscription_id="")
    }
    _write_down(gate, customers, meters, day_of(at=now))
    sent = 0
    waiting = StripeUse.objects.filter(live=gate.live, town_id__in=list(customers), sent_at=None, value__gt=0)
    for row in waiting.iterator(chunk_size=500):
        customer = customers[row.town_id]
        try:
            _send(gate, customer.stripe_id, row)
        except StripeTrouble as failed:
            note_failure(customer=customer, failed=failed)
            continue
        StripeUse.objects.filter(pk=row.pk).update(sent_at=now)
        sent += 1
    return sent


def new_values(
    *, days: Mapping[date, Use], meter: Meter, told_before: Mapping[date, int], first: date, last: date
) -> list[tuple[date, int]]:
    """Units of each day that has use and was not told: the whole part of the month so far, less what was told of it.
    Stops before a day whose use has no price yet."""
    found: list[tuple[date, int]] = []
    so_far, gone, month = Decimal(0), 0, 0
    for day in sorted(day for day in {*days, *told_before} if first <= day <= last):
        if day.month != month:
            so_far, gone, month = Decimal(0), 0, day.month
        used = _units(meter, days[day]) if day in days else Decimal(0)
        if used is None:
            break
        so_far += used
        value = told_before.get(day)
        if value is None:
            value = max(int(so_far) - gone, 0)
            found.append((day, value))
        gone += value
    return found


def _units(meter: Meter, use: Use) -> Decimal | None:
    match meter:
        case Meter.CALLS:
            return Decimal(use.calls)
        case Meter.KILOTOKENS:
            return Decimal(use.tokens) / 1000
    return use.yen


def _write_down(
    gate: Gateway, customers: Mapping[int, StripeCustomer], meters: Mapping[int, Meter], today: date
) -> None:
    begin, last = (today - timedelta(days=limits.USE_DAYS)).replace(day=1), today - timedelta(days=1)
    use = read_use(town_ids=list(customers), first=begin, last=last)
    before: dict[tuple[int, str], dict[date, int]] = defaultdict(dict)
    for row in StripeUse.objects.filter(live=gate.live, town_id__in=list(customers), day__gte=begin):
        before[(row.town_id, row.meter)][row.day] = row.value
    fresh = []
    for town_id, customer in customers.items():
        meter, oldest = meters[town_id], today - timedelta(days=limits.USE_DAYS)
        known = before[(town_id, meter.value)]
        values = new_values(
            days=use.get(town_id, {}), meter=meter, told_before=known, first=max(begin, customer.since), last=last
        )
        fresh += [
            StripeUse(live=gate.live, town_id=town_id, day=day, meter=meter.value, value=value)
            for day, value in values
            if day >= oldest
        ]
    StripeUse.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)


def _send(gate: Gateway, customer: str, row: StripeUse) -> None:
    values: Any = {
        "event_name": meter_name(meter=Meter(row.meter)),
        "payload": {"stripe_customer_id": customer, "value": str(row.value)},
        "identifier": f"yuimachi-{row.town_id}-{row.meter}-{row.day.isoformat()}",
        "timestamp": noon_of(day=row.day),
    }
    with told():
        gate.api.v1.billing.meter_events.create(values, once("use", values["identifier"]))
