"""Consortiums and their member municipalities, as frozen facts for billing: counts and names, no content of a town."""

from dataclasses import dataclass

from tenants.border.current import in_public
from tenants.models import Consortium, Municipality


@dataclass(frozen=True, slots=True)
class ConsortiumFacts:
    """The body that operates the service and pays for it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A municipality of a consortium; suspended ones are members too. `population` None: not registered."""

    town_id: int
    code: str
    name: str
    population: int | None
    consortium_id: int = 0
    kana: str = ""
    prefecture: str = ""


def consortiums() -> tuple[ConsortiumFacts, ...]:
    """All consortiums of this installation by name; one query."""
    with in_public():
        return tuple(ConsortiumFacts(row.pk, row.name) for row in Consortium.objects.order_by("name"))


def members_of(*, consortium_id: int) -> tuple[MemberFacts, ...]:
    """The members of a consortium by code; one query."""
    with in_public():
        rows = Municipality.objects.filter(consortium_id=consortium_id).order_by("code")
        return tuple(_facts(row) for row in rows)


def member(*, town_id: int) -> MemberFacts | None:
    """One member by its id, None for a stranger; one query."""
    with in_public():
        row = Municipality.objects.filter(pk=town_id).first()
        return _facts(row) if row else None


def _facts(row: Municipality) -> MemberFacts:
    return MemberFacts(
        row.pk, row.code, row.name, row.population, row.consortium_id, kana=row.kana, prefecture=row.prefecture
    )


def note_population(*, town_id: int, population: int) -> None:
    """Keep the population that fees and shares are computed by; one query. The caller records it."""
    with in_public():
        Municipality.objects.filter(pk=town_id).update(population=population)
