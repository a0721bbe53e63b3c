"""What other apps put into a town when it is opened; a registry, because arrows go down only."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

Furnisher = Callable[[datetime], object]
_furnishers: Final[list[Furnisher]] = []


def register_furnisher(furnisher: Furnisher) -> None:
    """Let `furnisher` add to a town that is being opened, within its transaction; called once when its app is ready."""
    if furnisher not in _furnishers:
        _furnishers.append(furnisher)


def furnish(*, now: datetime) -> None:
    """Put everything into the entered, new town; whatever fails lets the opening fail."""
    for furnisher in _furnishers:
        furnisher(now)
