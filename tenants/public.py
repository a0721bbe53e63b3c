"""What other apps may use of tenancy."""

from tenants.access import Access, access_for, access_of, needs, needs_operator
from tenants.border.current import (
    NoTown,
    Town,
    current_place,
    current_schema,
    current_town,
    in_no_town,
    in_public,
    in_town,
)
from tenants.border.links import absolute_link
from tenants.border.signing import sign, unsign
from tenants.roles import Role

__all__ = [
    "Access",
    "NoTown",
    "Role",
    "Town",
    "absolute_link",
    "access_for",
    "access_of",
    "current_place",
    "current_schema",
    "current_town",
    "in_no_town",
    "in_public",
    "in_town",
    "needs",
    "needs_operator",
    "sign",
    "unsign",
]
