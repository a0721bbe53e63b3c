"""Tiles and shelves of the staff home page and steps of the first day: other apps say what waits, tenancy shows it.

A registry because arrows go down only: tenancy must not import knowledge or assistants. Each app registers in its
`AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from tenants.access import Access


@dataclass(frozen=True, slots=True)
class HomeTile:
    """Something that waits for this person: a number with words and a way there. Tiles of 0 are not shown."""

    count: int
    label: str
    url: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class HomeLink:
    """A way to one thing."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class HomeShelf:
    """Things that a person takes up again and again, under one title. `empty`: the one next step when there are none;
    a shelf with neither is not shown."""

    title: str
    links: tuple[HomeLink, ...]
    empty: str = ""
    step: HomeLink | None = None


@dataclass(frozen=True, slots=True)
class FirstDayStep:
    """One step of the first day. `missing` says, from real state, what is still missing (empty: done); queries ≤ 2."""

    key: str
    position: int
    title: Promise
    purpose: Promise
    url_name: str
    missing: Callable[[], str]


TileMaker = Callable[[Access], list[HomeTile]]
_tile_makers: Final[list[TileMaker]] = []
ShelfMaker = Callable[[Access], list[HomeShelf]]
_shelf_makers: Final[list[ShelfMaker]] = []
_first_day_steps: Final[dict[str, FirstDayStep]] = {}


def register_tiles(maker: TileMaker) -> None:
    """Let `maker` add tiles to the home page; called once when its app is ready."""
    if maker not in _tile_makers:
        _tile_makers.append(maker)


def register_shelves(maker: ShelfMaker) -> None:
    """Let `maker` add shelves to the home page; called once when its app is ready."""
    if maker not in _shelf_makers:
        _shelf_makers.append(maker)


def register_first_day_step(step: FirstDayStep) -> None:
    """Add a step to the first day; called once when its app is ready."""
    _first_day_steps[step.key] = step


def tiles_for(*, access: Access) -> list[HomeTile]:
    """All tiles of a person that count something, urgent ones first."""
    tiles = [tile for maker in _tile_makers for tile in maker(access) if tile.count]
    return sorted(tiles, key=lambda tile: not tile.urgent)


def shelves_for(*, access: Access) -> list[HomeShelf]:
    """The shelves of a person that hold something or say a next step."""
    return [shelf for maker in _shelf_makers for shelf in maker(access) if shelf.links or shelf.empty]


def first_day_steps() -> tuple[FirstDayStep, ...]:
    """The steps in their order."""
    return tuple(sorted(_first_day_steps.values(), key=lambda step: step.position))
