"""Who works where, as frozen facts for other apps: names, addresses and roles of the people of the town."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tenants.models import Membership, Person
from tenants.roles import TOWN_ROLES, Role

_SECTION_ROLES: Final = (Role.SECTION_HEAD, Role.KNOWLEDGE_EDITOR)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody of the town hall. `section_ids`: where they hold a role now."""

    id: int
    name: str
    email: str
    active: bool
    section_ids: frozenset[int]
    town_wide: bool = False


def town_people(*, ids: Collection[int] | None = None) -> tuple[PersonFacts, ...]:
    """People in the order of their names, all or those of `ids`, also the ones who left; two queries."""
    rows = Person.objects.filter(is_operator=False)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    held: dict[int, set[int]] = {}
    town_wide: set[int] = set()
    for person_id, role, section_id in Membership.objects.values_list("person_id", "role", "section_id"):
        held.setdefault(person_id, set()).update([section_id] if section_id else [])
        if role in TOWN_ROLES:
            town_wide.add(person_id)
    return tuple(
        PersonFacts(p.pk, p.name, p.email, p.is_active, frozenset(held.get(p.pk, ())), p.pk in town_wide) for p in rows
    )


def knowledge_keepers(*, section_ids: Collection[int]) -> dict[int | None, tuple[int, ...]]:
    """Ids of the active heads and knowledge editors by section; under None whoever looks after the whole town's
    knowledge. One query."""
    rows = Membership.objects.filter(person__is_active=True, role__in=[*_SECTION_ROLES, *TOWN_ROLES])
    kept: dict[int | None, list[int]] = {None: []}
    for person_id, role, section_id in rows.order_by("pk").values_list("person_id", "role", "section_id"):
        if role in TOWN_ROLES:
            kept[None].append(person_id)
        elif section_id in section_ids:
            kept.setdefault(section_id, []).append(person_id)
    return {section: tuple(dict.fromkeys(people)) for section, people in kept.items()}
