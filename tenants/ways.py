"""What the palette finds: other apps name what a person can open by its name; tenancy shows it.

A registry for the same reason as `home_tiles`: tenancy must not import knowledge or assistants.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tenants.access import Access


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be opened; `detail` tells it from others of the same name."""

    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class WayGroup:
    """Ways of one kind under their heading, the likeliest first."""

    title: str
    ways: tuple[Way, ...]


WayFinder = Callable[[Access, str], list[WayGroup]]
_finders: Final[list[WayFinder]] = []


def register_ways(finder: WayFinder) -> None:
    """Let `finder` add groups: for a person and words, without words what was used last. Few queries, few rows."""
    if finder not in _finders:
        _finders.append(finder)


def ways_for(*, access: Access, words: str) -> list[WayGroup]:
    """The groups of all apps that hold something."""
    return [group for finder in _finders for group in finder(access, words) if group.ways]
