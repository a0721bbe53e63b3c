"""Who is at the desk: the person behind a guarded request, as pages and the log need them."""

from typing import cast

from django.http import HttpRequest

from audit_log.public import Actor, ActorKind
from tenants.public import Access


def access_of_request(request: HttpRequest) -> Access:
    """What `needs` put on the request."""
    return cast(Access, request.access)  # type: ignore[attr-defined]


def actor_of(*, access: Access) -> Actor:
    """The person as the log names them."""
    return Actor(ActorKind.PERSON, str(access.person_id), access.name)
