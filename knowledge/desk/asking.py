"""Who is at the desk, as the log names them."""

from audit_log.public import Actor
from tenants.public import Access


def actor_of(*, access: Access) -> Actor:
    """The person as the log names them."""
    return access.actor
