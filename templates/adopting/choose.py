"""What is to be taken over: of each thing one edition, the newest or one that is named, with the town's values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from assistants.public import KnownBlank, known_blanks
from templates.adopting.fill import Values, read_given
from templates.adopting.install import Wanted
from templates.models import Edition, SharedItem
from templates.reach import OutOfReach, own_consortium
from tenants.public import in_public


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing by its id. `values` of its blanks; what is left out gets the town's own."""

    item_id: UUID
    edition_id: UUID | None
    values: Values
    policy: str


class NotFilled(ValueError):
    """Blanks without a value that fits: by the number of what was asked (None: the one thing) and the blank's name a
    sentence."""

    def __init__(self, faults: Mapping[tuple[int | None, str], str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults


class NotThere(OutOfReach):
    """What was asked under these numbers is not to be had for this town."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(str(numbers))
        self.numbers = tuple(numbers)


def wanted_of(*, asked: Sequence[Asked], now: datetime) -> tuple[Wanted, ...]:
    """Ready to be installed; six queries for any number. Withdrawn ones are left to `install`, which locks.

    Raises NotThere, NotFilled.
    """
    editions = _editions(asked)
    gone = [number for number, one in enumerate(editions) if one is None]
    if gone:
        raise NotThere(gone)
    there = [one for one in editions if one is not None]
    blanks: list[Mapping[str, Any]] = [blank for one in there for blank in one.blanks]
    known = {one.name: one for one in known_blanks(blanks=blanks, access=None, today=timezone.localdate(now))}
    return _filled(asked, there, known)


def _editions(asked: Sequence[Asked]) -> list[Edition | None]:
    consortium = own_consortium()
    with in_public():
        rows = SharedItem.objects.filter(pk__in=[one.item_id for one in asked], consortium_id=consortium)
        latest = dict(rows.filter(latest__isnull=False).values_list("pk", "latest_id"))
        ids = [one.edition_id or latest.get(one.item_id) for one in asked]
        found = Edition.objects.in_bulk([one for one in ids if one])
    rows_there = [found.get(key) if key else None for key in ids]
    return [
        row if row is not None and row.item_id == one.item_id and one.item_id in latest else None
        for row, one in zip(rows_there, asked, strict=True)
    ]


def _filled(asked: Sequence[Asked], editions: Sequence[Edition], known: Mapping[str, KnownBlank]) -> tuple[Wanted, ...]:
    wanted, faults = [], dict[tuple[int | None, str], str]()
    for number, (one, edition) in enumerate(zip(asked, editions, strict=True)):
        blanks = [_typed(known[str(blank["name"])], blank) for blank in edition.blanks]
        given = read_given(blanks=blanks, given=one.values)
        faults |= {(number, name): sentence for name, sentence in given.faults.items()}
        wanted.append(Wanted(edition.pk, given.values, one.policy))
    if faults:
        raise NotFilled(faults)
    return tuple(wanted)


def _typed(known: KnownBlank, blank: Mapping[str, Any]) -> KnownBlank:
    """Two things may give a name to blanks of different types."""
    return replace(known, type=str(blank.get("type") or "text"))
