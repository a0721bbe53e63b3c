"""The board as a town sees it, and what it does there: write a wish, want it too, mean to write it, say it is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from audit_log.public import Actor, Subject, record
from templates.audit_actions import WISH_ANSWERED, WISH_SUPPORTED, WISH_WRITTEN
from templates.models import SharedItem, Wish, WishSupport
from templates.proving.crossing import checked
from templates.reach import OutOfReach, item_in_reach, own_consortium
from tenants.public import current_town, in_public

_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class ShownWish:
    """A wish. `towns`: that miss it by count, 0 when it was not counted; `wanted`: towns that said so."""

    id: UUID
    words: tuple[str, ...]
    text: str
    town_name: str
    towns: int
    wanted: int
    offers: tuple[str, ...]
    mine: bool
    offered: bool
    made_at: datetime
    item: SharedItem | None  # that fulfils it, unless it was withdrawn since

    @property
    def key(self) -> str:
        """As addresses name it."""
        return str(self.id)


def board(*, closed: bool = False) -> tuple[ShownWish, ...]:
    """Wishes of the town's consortium, the most wanted first; three queries."""
    town = current_town()
    consortium = own_consortium()
    with in_public():
        rows = Wish.objects.filter(consortium_id=consortium, closed_at__isnull=not closed)
        rows = rows.select_related("item").prefetch_related("supports")
        found = list(rows[:_MOST])
    shown = [_shown(row, town.id) for row in found]
    return tuple(sorted(shown, key=lambda one: (-(one.towns + one.wanted), one.made_at)))


def own_items() -> tuple[SharedItem, ...]:
    """What the town released itself, to point to; two queries."""
    town = current_town()
    consortium = own_consortium()
    with in_public():
        rows = SharedItem.objects.released_in(consortium_id=consortium).without_index()
        return tuple(rows.filter(town_id=town.id)[:_MOST])


def write_wish(*, text: str, actor: Actor, now: datetime) -> UUID:
    """Put a wish up in the town's name; its id. Raises MayNotCross."""
    town, text = current_town(), checked(text=text)
    consortium = own_consortium()
    with transaction.atomic():
        with in_public():
            values = {"town_id": town.id, "town_name": town.name}
            row = Wish.objects.create(consortium_id=consortium, text=text, made_at=now, **values)
            WishSupport.objects.create(wish=row, said_at=now, **values)
        record(action=WISH_WRITTEN, actor=actor, subject=_subject(row), detail={"text": text[:200]}, at=now)
    return row.pk


def support(*, wish_id: UUID, offers: bool, actor: Actor, now: datetime) -> None:
    """Want it too, or mean to write it. Once a town; the last word counts. Raises OutOfReach."""
    row, town = _open(wish_id), current_town()
    with transaction.atomic():
        with in_public():
            values = {"town_name": town.name, "offers": offers, "said_at": now}
            WishSupport.objects.update_or_create(wish=row, town_id=town.id, defaults=values)
        record(action=WISH_SUPPORTED, actor=actor, subject=_subject(row), detail={"offers": offers}, at=now)


def answer_wish(*, wish_id: UUID, item_id: UUID, actor: Actor, now: datetime) -> None:
    """Say that an item fulfils it; only a town that offered, or the item's own. Raises OutOfReach."""
    row, town, item = _open(wish_id), current_town(), item_in_reach(item_id=item_id)
    with transaction.atomic():
        with in_public():
            offered = WishSupport.objects.filter(wish=row, town_id=town.id, offers=True).exists()
            if not offered and item.town_id != town.id:
                raise OutOfReach(wish_id)
            Wish.objects.filter(pk=row.pk, closed_at=None).update(item=item, closed_at=now)
        record(action=WISH_ANSWERED, actor=actor, subject=_subject(row), detail={"title": item.title}, at=now)


def fulfil(*, wish_id: UUID, item: SharedItem, actor: Actor, now: datetime) -> None:
    """What a town wrote for a wish was released: the wish is closed, unless it is already. In the public schema."""
    rows = Wish.objects.filter(pk=wish_id, consortium_id=item.consortium_id, closed_at=None)
    row = rows.first()
    if row and rows.update(item=item, closed_at=now):
        record(action=WISH_ANSWERED, actor=actor, subject=_subject(row), detail={"title": item.title}, at=now)


def open_wish(*, wish_id: UUID) -> str:
    """What a wish of the own consortium asks for, in its words; two queries. Raises OutOfReach."""
    return str(_open(wish_id))


def _open(wish_id: UUID) -> Wish:
    consortium = own_consortium()
    with in_public():
        row = Wish.objects.filter(pk=wish_id, consortium_id=consortium, closed_at=None).first()
    if row is None:
        raise OutOfReach(wish_id)
    return row


def _subject(row: Wish) -> Subject:
    return Subject("template_library.wish", str(row.pk), str(row)[:80])


def _shown(row: Wish, town_id: int) -> ShownWish:
    said = {one.town_id: one for one in row.supports.all()}
    own = said.get(town_id)
    return ShownWish(
        id=row.pk,
        words=tuple(row.words.split("・")) if row.words else (),
        text=row.text,
        town_name=row.town_name,
        towns=row.towns,
        wanted=sum(not one.offers for one in said.values()),
        offers=tuple(one.town_name for one in said.values() if one.offers),
        mine=own is not None and not own.offers,
        offered=own is not None and own.offers,
        made_at=row.made_at,
        item=row.item if row.item and row.item.withdrawn_at is None else None,
    )
