"""Many shared things chosen at once: their newest editions, and each of their blanks once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from templates.adopting.kinds import KINDS
from templates.models import Adoption, Edition, SharedItem
from templates.reach import own_consortium
from tenants.public import current_town, in_public

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Pack:
    """`editions` to take over; `left_out`: how many were chosen that the town has, or that are not to be had."""

    editions: tuple[Edition, ...]
    blanks: tuple[Mapping[str, Any], ...]
    left_out: int = 0


def read_pack(*, said: Sequence[str], everything: bool = False) -> Pack:
    """What can be taken over of the chosen items, the newest first, at most MOST. Three queries."""
    ids = {found for one in said if (found := _uuid(one))}
    consortium, own = own_consortium(), current_town().id
    held = set(Adoption.objects.live().values_list("item_id", flat=True))
    with in_public():
        rows = SharedItem.objects.released_in(consortium_id=consortium).filter(kind__in=list(KINDS))
        if not everything:
            rows = rows.filter(pk__in=ids)
        rows = rows.exclude(town_id=own)  # what the town shares it has
        latest = rows.exclude(pk__in=held).filter(latest__withdrawal=None).values("latest_id")[:MOST]
        editions = tuple(Edition.objects.filter(pk__in=list(latest.values_list("latest_id", flat=True))))
    blanks = {str(blank["name"]): blank for one in editions for blank in one.blanks}
    return Pack(editions, tuple(blanks.values()), 0 if everything else len(ids) - len(editions))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
