"""A town's own offerings with what became of them in the library."""

from dataclasses import dataclass

from templates.models import Offering, SharedItem
from tenants.public import in_public


@dataclass(frozen=True, slots=True)
class Listed:
    """An offering; `version` and `withdrawn` once it is released."""

    row: Offering
    version: str = ""
    withdrawn: str = ""


def offering_list() -> tuple[Listed, ...]:
    """The entered town's offerings, the latest first; two queries."""
    rows = list(Offering.objects.all()[:200])
    ids = [row.item_id for row in rows if row.item_id]
    with in_public():
        items = SharedItem.objects.listed().in_bulk(ids) if ids else {}
    return tuple(_listed(row, items.get(row.item_id) if row.item_id else None) for row in rows)


def _listed(row: Offering, item: SharedItem | None) -> Listed:
    if item is None:
        return Listed(row)
    return Listed(row, item.latest.version if item.latest else "", item.withdraw_reason if item.withdrawn_at else "")
