"""The person behind a request as the audit log keeps it."""

from django.http import HttpRequest

from audit_log.public import Actor
from tenants.access import Access, member_of


def actor_of(*, request: HttpRequest) -> Actor:
    """The signed-in person of a town's page as an actor."""
    return actor_of_access(access=member_of(request))


def actor_of_access(*, access: Access) -> Actor:
    """The same from what a person may do."""
    return access.actor
