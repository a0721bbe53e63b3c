"""Tiles of the console's home: other apps say what waits for the operator, the console shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ConsoleTile:
    """A way to pages of the operator. `url_name`: left out while no such address exists on the operator's host.

    `count`: how many things wait there, asked when the page is drawn; None: a way without a number.
    """

    label: Promise
    text: Promise
    url_name: str
    icon: str = "folder"
    count: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class ShownTile:
    """A tile with its address and number."""

    label: str
    text: str
    url: str
    icon: str
    count: int | None


_tiles: Final[dict[str, ConsoleTile]] = {}


def register_console_tile(tile: ConsoleTile) -> None:
    """Add a tile; called once when an app is ready."""
    _tiles[tile.url_name] = tile


def shown_tiles() -> list[ShownTile]:
    """The tiles whose pages exist, in order of registration."""
    return [shown for tile in _tiles.values() if (shown := _shown(tile))]


def _shown(tile: ConsoleTile) -> ShownTile | None:
    try:
        url = reverse(tile.url_name, urlconf=settings.OPERATOR_URLCONF)
    except NoReverseMatch:
        return None
    return ShownTile(str(tile.label), str(tile.text), url, tile.icon, tile.count() if tile.count else None)
