"""Towns as customers of Stripe, and where they pay in."""

from typing import Any, Final

from billing.collecting.gateway import PASSING, TOWN_MARK, Gateway, StripeTrouble, Trouble, mark_in, once, told
from billing.models import StripeCustomer

_FUNDING: Final = {"funding_type": "bank_transfer", "currency": "jpy", "bank_transfer": {"type": "jp_bank_transfer"}}
_ZENGIN: Final = (
    "bank_name",
    "bank_code",
    "branch_name",
    "branch_code",
    "account_type",
    "account_number",
    "account_holder_name",
)


def ensure_customer(*, gate: Gateway, customer: StripeCustomer) -> str:
    """Stripe's id of the town; made when it is missing, found again when an answer was lost. Raises StripeTrouble."""
    with told():
        if not customer.stripe_id:
            customer.stripe_id = _found(gate, customer) or _made(gate, customer)
            StripeCustomer.objects.filter(pk=customer.pk).update(stripe_id=customer.stripe_id)
        if not customer.funding:
            customer.funding = _funding(gate, customer.stripe_id)
            StripeCustomer.objects.filter(pk=customer.pk).update(funding=customer.funding)
    return customer.stripe_id


def change_email(*, gate: Gateway, customer: StripeCustomer) -> None:
    """Tell Stripe the address. Raises StripeTrouble, with GONE when the customer was deleted there."""
    with told():
        there = gate.api.v1.customers.update(customer.stripe_id, {"email": customer.email})
    if getattr(there, "deleted", False):
        raise StripeTrouble(Trouble.GONE)


def note_failure(*, customer: StripeCustomer, failed: StripeTrouble | None) -> None:
    """Keep why Stripe does not take this town, None when it did. What passes by itself is raised again: it is no
    matter of one town. Raises StripeTrouble."""
    if failed and failed.trouble in PASSING:
        raise failed
    code = failed.trouble.value if failed else ""
    if customer.failure != code:
        customer.failure = code
        StripeCustomer.objects.filter(pk=customer.pk).update(failure=code)


def _found(gate: Gateway, customer: StripeCustomer) -> str:
    """Lists see what was written at once, searches do not."""
    same = gate.api.v1.customers.list({"email": customer.email, "limit": 100})
    mark = str(customer.town_id)
    return next((one.id for one in same.auto_paging_iter() if mark_in(one, TOWN_MARK) == mark), "")


def _made(gate: Gateway, customer: StripeCustomer) -> str:
    values: Any = {
        "name": customer.town_name,
        "email": customer.email,
        "preferred_locales": ["ja"],
        "metadata": {TOWN_MARK: str(customer.town_id)},
    }
    return gate.api.v1.customers.create(values, once("customer", customer.pk, customer.email)).id


def _funding(gate: Gateway, stripe_id: str) -> dict[str, str]:
    """The virtual account that Stripe keeps for this customer; empty when it gives none yet."""
    wanted: Any = _FUNDING
    there = gate.api.v1.customers.funding_instructions.create(stripe_id, wanted)
    for address in there.bank_transfer.financial_addresses:
        if address.type == "zengin" and address.zengin:
            record = address.zengin.to_dict()
            return {name: str(record.get(name) or "") for name in _ZENGIN}
    return {}
