"""What the entered town may prove and talk about: released in its consortium."""

from uuid import UUID

from templates.models import Adoption, Edition, SharedItem
from tenants.public import Town, current_town, in_public, member


class OutOfReach(LookupError):
    """No such thing for this town."""


def consortium_of(*, town: Town) -> int:
    """The consortium of a town, 0 for a stranger; one query."""
    found = member(town_id=town.id)
    return found.consortium_id if found else 0


def item_in_reach(*, item_id: UUID) -> SharedItem:
    """An item released in the town's consortium and not withdrawn; two queries. Raises OutOfReach."""
    consortium = consortium_of(town=current_town())
    with in_public():
        row = SharedItem.objects.released_in(consortium_id=consortium).filter(pk=item_id).first()
    if row is None:
        raise OutOfReach(item_id)
    return row


def edition_in_reach(*, edition_id: UUID) -> Edition:
    """An edition of such an item, with the item; two queries. Raises OutOfReach."""
    consortium = consortium_of(town=current_town())
    with in_public():
        rows = Edition.objects.filter(item__consortium_id=consortium, item__withdrawn_at=None)
        row = rows.select_related("item").filter(pk=edition_id).first()
    if row is None:
        raise OutOfReach(edition_id)
    return row


def live_adoption(*, item_id: UUID) -> Adoption | None:
    """The town's copy of an item; one query."""
    return Adoption.objects.live().filter(item_id=item_id).first()
