"""Brings the plans of towns that are registered with their plan to Stripe, and then their use."""

from datetime import datetime

from django.db.models import Q

from billing.collecting.customers import ensure_customer, note_failure
from billing.collecting.gateway import Gateway, StripeTrouble
from billing.collecting.plans import PriceFigures, figures_of
from billing.collecting.subscribing import keep_subscription
from billing.collecting.telling_use import tell_use
from billing.models import StripeCustomer
from billing.planning.charge import stretches_of
from billing.planning.read_plans import Book, read_book
from billing.planning.terms import Meter, PlanRefused
from metering.public import day_of
from tenants.public import consortiums, members_of


def keep_plans(*, gate: Gateway, now: datetime) -> int:
    """How many events of use were sent. A town whose plan gives no figures (no population) keeps what it has; one
    that Stripe does not take holds nobody else up.

    Raises StripeTrouble.
    """
    wanted = StripeCustomer.objects.filter(live=gate.live).filter(Q(with_plan=True) | ~Q(subscription_id=""))
    customers = list(wanted)
    if not customers:
        return 0
    book = read_book(town_ids=[one.town_id for one in customers])
    people = {town.town_id: town.population for one in consortiums() for town in members_of(consortium_id=one.id)}
    today, meters = day_of(at=now), {}
    for customer in customers:
        try:
            figures = _figures(customer, book, people.get(customer.town_id), now)
            ensure_customer(gate=gate, customer=customer)
            keep_subscription(gate=gate, customer=customer, figures=figures, today=today)
        except PlanRefused:
            continue
        except StripeTrouble as failed:
            note_failure(customer=customer, failed=failed)
            continue
        note_failure(customer=customer, failed=None)
        if figures:
            meters[customer.town_id] = Meter(figures.meter)
    return tell_use(gate=gate, meters=meters, now=now)


def _figures(customer: StripeCustomer, book: Book, population: int | None, now: datetime) -> PriceFigures | None:
    if not (customer.active and customer.with_plan):
        return None
    day = day_of(at=now)
    starts = book.starts.get(customer.town_id, [])
    held = stretches_of(starts=starts, editions=book.editions, first=day, last=day)
    return figures_of(stretches=held, day=day, population=population)
