"""Pages of a long list: which numbers to show, and cutting one page out of a list or a queryset."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
PAGE_SIZE: Final = 20
_MOST_DIGITS: Final = 10
_AROUND: Final = 1  # numbers on each side of the current one


class Sliceable(Protocol[Item_co]):
    """A queryset (counted and cut by the database)."""

    def count(self) -> int:
        """How many rows there are."""

    def __getitem__(self, key: slice) -> Any:
        """Rows of a slice."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in the list we are: page `number` (from 1) of `total` items, `size` a page."""

    number: int
    size: int
    total: int

    @property
    def count(self) -> int:
        """How many pages; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first_item(self) -> int:
        """Number of the first item on this page; 0 when there is none."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last_item(self) -> int:
        """Number of the last item on this page."""
        return min(self.total, self.number * self.size)

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.count else None

    @property
    def window(self) -> tuple[int | None, ...]:
        """Numbers to show: first, last, around the current one; None where numbers are left out."""
        near = range(self.number - _AROUND, self.number + _AROUND + 1)
        shown = sorted({1, self.count, *(n for n in near if 1 <= n <= self.count)})
        out: list[int | None] = []
        for number in shown:
            if out and out[-1] is not None and number - out[-1] > 1:
                # A gap of one number is that number: an ellipsis would take the same room.
                out.append(number - 1 if number - out[-1] == 2 else None)  # noqa: PLR2004  explained above
            out.append(number)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Cut(Generic[Item]):
    """The items of one page and where they stand."""

    items: tuple[Item, ...]
    pages: Pages


def pages_of(*, number: str | int | None, total: int, size: int = PAGE_SIZE) -> Pages:
    """The page asked for, brought into range: nonsense is page 1, too high is the last one."""
    written = str(number or "")
    asked = int(written) if written.isdecimal() and len(written) < _MOST_DIGITS else 1
    last = Pages(1, size, total).count
    return Pages(number=min(max(1, asked), last), size=size, total=total)


def cut(*, items: Sequence[Item] | Sliceable[Item], number: str | int | None, size: int = PAGE_SIZE) -> Cut[Item]:
    """One page of a list (no query) or an ordered queryset (one count, one select)."""
    total = len(items) if isinstance(items, (list, tuple)) else items.count()  # type: ignore[call-arg]
    pages = pages_of(number=number, total=total, size=size)
    start = (pages.number - 1) * size
    return Cut(items=tuple(items[start : start + size]), pages=pages)
