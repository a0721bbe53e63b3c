"""Who is at the desk, as the log names them."""

from audit_log.public import Actor, ActorKind
from tenants.public import Access


def actor_of(*, access: Access) -> Actor:
    """The person as the log names them."""
    return Actor(ActorKind.PERSON, str(access.person_id), access.name)
