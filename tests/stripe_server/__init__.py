"""A Stripe of our own on loopback: keeps what it is told in the pinned version's shapes, and fails as it is told.

`tests/billing/collecting/test_stripe_shapes.py` compares its objects with the stripe package's own typed classes.
"""

from tests.stripe_server.running import StripeServer
from tests.stripe_server.state import Fault

__all__ = ["Fault", "StripeServer"]
