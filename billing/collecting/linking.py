"""What the operator decides about a town: whether its invoices go through Stripe, from when, with its plan or not."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit_log.public import Actor, Subject, record
from billing.audit_actions import STRIPE_LINKED, STRIPE_UNLINKED
from billing.collecting.customers import change_email
from billing.collecting.enqueue import ring_for_round
from billing.collecting.gateway import gateway, is_live
from billing.models import StripeCustomer
from tenants.public import MemberFacts


def customer_of(*, town_id: int) -> StripeCustomer | None:
    """The town as it is registered in the present mode. In the public schema."""
    return StripeCustomer.objects.filter(live=is_live(), town_id=town_id).first()


def link_town(*, town: MemberFacts, values: dict[str, Any], actor: Actor, now: datetime) -> None:
    """Register a town, or change what was registered; `values`: email, since, with_plan. Stripe is told by the round,
    but a changed address at once. Raises StripeTrouble for that, NotConnected."""
    known = customer_of(town_id=town.town_id)
    if known and not known.active:  # perhaps another account by now: what is there is looked for anew
        values = {**values, "stripe_id": "", "funding": {}, "subscription_id": "", "price_key": ""}
    elif known and known.stripe_id and known.email != values["email"]:
        known.email = values["email"]
        change_email(gate=gateway(), customer=known)
    with transaction.atomic():
        row, _made = StripeCustomer.objects.update_or_create(
            live=is_live(),
            town_id=town.town_id,
            defaults={**values, "town_name": town.name, "active": True},
            create_defaults={**values, "town_name": town.name, "active": True, "created_at": now},
        )
        detail = {"since": row.since.isoformat(), "mode": "live" if row.live else "test"}
        record(action=STRIPE_LINKED, actor=actor, subject=_subject(row), detail=detail, at=now)
        ring_for_round()


def unlink_town(*, customer: StripeCustomer, actor: Actor, now: datetime) -> None:
    """New papers go the ordinary way again; what stands in Stripe stays and is followed to its end."""
    with transaction.atomic():
        if StripeCustomer.objects.filter(pk=customer.pk, active=True).update(active=False, with_plan=False):
            record(action=STRIPE_UNLINKED, actor=actor, subject=_subject(customer), at=now)


def _subject(row: StripeCustomer) -> Subject:
    return Subject("billing.stripe_customer", str(row.pk), row.town_name)
