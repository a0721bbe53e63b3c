"""Which shared things the entered town may see: those released in its consortium, and how each of them stands."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from templates.models import Edition, SharedItem
from tenants.public import current_town, in_public, member


class Withdrawn(RuntimeError):
    """The edition is not to be had any more: it was withdrawn, also a moment ago. The message is the reason."""


class OutOfReach(LookupError):
    """No such thing for this town."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An edition with its item, read in one moment. `live`: neither it nor its item was withdrawn."""

    item: SharedItem
    edition: Edition
    live: bool
    reason: str = ""


def own_consortium() -> int:
    """The consortium of the entered town, 0 for a stranger; one query."""
    found = member(town_id=current_town().id)
    return found.consortium_id if found else 0


def item_in_reach(*, item_id: UUID) -> SharedItem:
    """An item released to this town and not withdrawn; two queries. Raises OutOfReach."""
    consortium = own_consortium()
    with in_public():
        rows = SharedItem.objects.released_in(consortium_id=consortium).without_index()
        row = rows.filter(pk=item_id).first()
    if row is None:
        raise OutOfReach(item_id)
    return row


def edition_in_reach(*, edition_id: UUID) -> Edition:
    """An edition released to this town and not withdrawn, with its item; two queries. Raises OutOfReach."""
    found = offered(edition_id=edition_id)
    if not found.live:
        raise OutOfReach(edition_id)
    return found.edition


def offered(*, edition_id: UUID) -> Offered:
    """An edition that was released to this town, also one that was withdrawn since. Two queries. Raises OutOfReach."""
    consortium = own_consortium()
    with in_public():
        rows = Edition.objects.filter(pk=edition_id, item__consortium_id=consortium)
        edition = rows.with_item().select_related("withdrawal").first()
    if edition is None:
        raise OutOfReach(edition_id)
    return _offered(edition)


def held(*, edition_ids: Collection[UUID]) -> dict[UUID, Offered]:
    """The same for many, locked against a withdrawal until the transaction ends. Four queries for any number.

    Only what is live is given. To be called in a transaction.
    """
    consortium = own_consortium()
    with in_public():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT i.id FROM template_library_shareditem i JOIN template_library_edition e ON e.item_id = i.id"
                " WHERE e.id = ANY(%s) AND i.consortium_id = %s AND i.withdrawn_at IS NULL FOR SHARE OF i",
                [list(edition_ids), consortium],
            )
            items = [row[0] for row in cursor.fetchall()]
        rows = Edition.objects.filter(pk__in=edition_ids, item__in=items)
        found = [_offered(edition) for edition in rows.with_item().select_related("withdrawal")]
    return {one.edition.pk: one for one in found if one.live}


def _offered(edition: Edition) -> Offered:
    withdrawal = getattr(edition, "withdrawal", None)
    reason = edition.item.withdraw_reason if edition.item.withdrawn_at else getattr(withdrawal, "reason", "")
    return Offered(edition.item, edition, edition.item.withdrawn_at is None and withdrawal is None, reason)
