"""Names of the background work with Stripe."""

from typing import Final

from tenants.public import enqueue_for_operator

MIRROR: Final = "billing.stripe.mirror"
WORK: Final = "billing.stripe.work"
RECONCILE: Final = "billing.stripe.reconcile"
ROUND: Final = "billing.stripe.round"


def ring_for_invoice(*, row_id: int) -> None:
    """Ring for one paper that is to be mirrored, after the transaction."""
    enqueue_for_operator(task=MIRROR, queue="quick", details={"row_id": row_id})


def ring_for_event(*, event_id: int) -> None:
    """Ring for one notice of Stripe's, after the transaction."""
    enqueue_for_operator(task=WORK, queue="quick", details={"event_id": event_id})


def ring_for_check() -> None:
    """Ring for a comparison of both ledgers, after the transaction."""
    enqueue_for_operator(task=RECONCILE, queue="upkeep")


def ring_for_round() -> None:
    """Ring for the round that takes up what waits, after the transaction."""
    enqueue_for_operator(task=ROUND, queue="quick")
