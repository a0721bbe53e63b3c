"""Whom to mail in the town hall: people of a section, its heads, and who stands in when there is nobody."""

from django.db.models import Q

from tenants.models import Membership, Person
from tenants.roles import PERMISSIONS, Role


def mail_addresses(*, section_id: int | None, word: str, heads_only: bool = False) -> list[str]:
    """Addresses of active people who hold the permission `word` within the section; of its heads with `heads_only`.

    A section without such people, and None, stand for those who hold the word for the whole town. Two queries at most.
    """
    holding = [role for role, words in PERMISSIONS.items() if word in words]
    here = Q(section_id=section_id, role__in=[Role.SECTION_HEAD] if heads_only else holding)
    found = _addresses(here) if section_id else []
    return found or _addresses(Q(role__in=[Role.ADMIN, Role.RESPONSIBLE_OFFICER, Role.DEPUTY]))


def _addresses(within: Q) -> list[str]:
    people = Membership.objects.filter(within, person__is_active=True).values("person_id")
    return list(Person.objects.filter(pk__in=people).values_list("email", flat=True))
