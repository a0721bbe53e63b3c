"""Which town the running code serves: one context variable that threads, tasks and coroutines agree on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

PUBLIC_SCHEMA = "public"
NOWHERE = "no_town_entered"  # never created: an unqualified table name on this path is an error


class NoTown(RuntimeError):
    """Code that needs a town ran without one. Always a bug of the caller, never shown to people as such."""

    def __init__(self, what: str = "") -> None:
        super().__init__(f"no town is entered{': ' + what if what else ''}; wrap the call in `with in_town(…)`")


@dataclass(frozen=True, slots=True)
class Town:
    """One municipality as other apps see it; carries no personal data and stays valid across threads."""

    id: int
    schema_name: str
    code: str
    name: str
    host: str
    suspended: bool = False  # its doors are shut: suspended, or closed for good
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where queries go: a schema and, when it is a town's, the town. Looks like a tenant to django-tenants."""

    schema_name: str
    town: Town | None = None

    def get_tenant_type(self) -> None:
        """django-tenants asks; this project has one kind of tenant."""


_place: ContextVar[Place | None] = ContextVar("yuimachi_place", default=None)


def current_place() -> Place | None:
    """The place that was entered, or None."""
    return _place.get()


def current_schema() -> str:
    """Name of the schema that was entered; raises NoTown when none was."""
    place = _place.get()
    if place is None:
        raise NoTown("schema asked")
    return place.schema_name


def current_town() -> Town:
    """The town that was entered; raises NoTown in the operator's place and outside of any."""
    place = _place.get()
    if place is None or place.town is None:
        raise NoTown("town asked")
    return place.town


def enter(place: Place | None) -> None:
    """Go to a place for the rest of this context (a request, a command). Prefer `in_town`."""
    _place.set(place)


@contextmanager
def _at(place: Place | None) -> Iterator[None]:
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)


@contextmanager
def in_town(town: Town) -> Iterator[Town]:
    """Run the block in the schema of `town`. Not usable as a decorator on purpose: see docs/adr/0002."""
    with _at(Place(town.schema_name, town)):
        yield town


@contextmanager
def in_schema(schema_name: str) -> Iterator[None]:
    """Run the block in a schema that is no opened town (the blueprint while it is built)."""
    with _at(Place(schema_name)):
        yield


@contextmanager
def in_public() -> Iterator[None]:
    """Run the block in the operator's schema."""
    with _at(Place(PUBLIC_SCHEMA)):
        yield


@contextmanager
def in_no_town() -> Iterator[None]:
    """Run the block outside of every place, where each query raises."""
    with _at(None):
        yield
