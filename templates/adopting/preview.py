"""A shared thing as it would read in this town: filled with what the town knows, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from assistants.public import KnownBlank, known_blanks
from templates.adopting.fill import Values, absent_in, filled, open_names, without
from templates.models import Adoption, Edition, SharedItem
from templates.reach import OutOfReach, own_consortium
from tenants.public import Access, current_town, in_public


@dataclass(frozen=True, slots=True)
class Line:
    """One edition in the list of an item. `reason`: why it was withdrawn, empty when it was not."""

    edition: Edition
    reason: str
    shown: bool
    held: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """What the page of a shared thing says. `body` reads as it would here; `missing` are blanks without a value.

    `adoption` is the town's, if it has one; `children` are things that were made from this one; `released_here`: it is
    the town's own.
    """

    item: SharedItem
    edition: Edition
    editions: tuple[Line, ...]
    blanks: tuple[KnownBlank, ...]
    adoption: Adoption | None
    children: Sequence[SharedItem]
    released_here: bool
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether the edition shown can be taken over."""
        return self.item.withdrawn_at is None and not self.reason

    @property
    def reason(self) -> str:
        """Why not."""
        own = next((line.reason for line in self.editions if line.shown), "")
        return self.item.withdraw_reason if self.item.withdrawn_at else own

    @property
    def readable(self) -> bool:
        """Whether the town may read the texts: of what was withdrawn only who uses or released it."""
        used = self.adoption is not None and self.adoption.edition_id == self.edition.pk
        return self.live or used or self.released_here

    @property
    def can_try(self) -> bool:
        """Whether this can be tried without taking it over."""
        return self.live

    @property
    def edition_words(self) -> str:
        """The edition's id for an address."""
        return str(self.edition.pk)

    @property
    def ancestors(self) -> Sequence[Mapping[str, str]]:
        """What it was made from, the oldest first."""
        return list(reversed(self.item.lineage))

    @property
    def content(self) -> Mapping[str, Any]:
        """The texts with their blanks; empty when they may not be read."""
        return self.edition.content if self.readable else {}

    def read_with(self, *, values: Values) -> Mapping[str, Any]:
        """The same with these values in place."""
        return as_read(body=self.content, values=values)

    @property
    def missing(self) -> tuple[KnownBlank, ...]:
        """Blanks that the town has said nothing of."""
        return tuple(blank for blank in self.blanks if not blank.value)


def item_page(*, item_id: UUID, edition_id: UUID | None, access: Access | None, now: datetime) -> ItemPage:
    """The page of a thing that was released to this town, for a person or a program (`access` None); nine queries.

    Raises OutOfReach.
    """
    consortium = own_consortium()
    with in_public():
        rows = SharedItem.objects.filter(pk=item_id, consortium_id=consortium, latest__isnull=False)
        item = rows.without_index().first()
        if item is None:
            raise OutOfReach(item_id)
        editions = list(item.editions.select_related("withdrawal"))
        released = SharedItem.objects.released_in(consortium_id=consortium).without_index()
        children = list(released.filter(derived_from__item=item)[:20])
    shown = next((one for one in editions if one.pk == edition_id), None)
    if edition_id and shown is None:
        raise OutOfReach(edition_id)
    edition = shown or next((one for one in editions if one.pk == item.latest_id), editions[0])
    adoption = Adoption.objects.live().filter(item_id=item.pk).defer("base").first()
    blanks = known_blanks(blanks=edition.blanks, access=access, today=timezone.localdate(now))
    values = {blank.name: blank.value or None for blank in blanks if blank.value}
    held = adoption.edition_id if adoption else None
    lines = tuple(Line(one, _reason(one), one.pk == edition.pk, one.pk == held) for one in editions)
    released_here = item.town_id == current_town().id
    page = ItemPage(item, edition, lines, blanks, adoption, children, released_here)
    return replace(page, body=page.read_with(values=values))


def as_read(*, body: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """The body with values in place and 〔name〕 where something is filled in later. Pure."""
    told = filled(body=without(body=body, absent=absent_in(values=values)), values=values)
    return dict(filled(body=told, values={name: f"〔{name}〕" for name in open_names(body=told)}))


def open_in(*, body: Mapping[str, Any], values: Values) -> tuple[str, ...]:
    """Names of blanks that would still wait for a value. Pure."""
    return open_names(body=filled(body=without(body=body, absent=absent_in(values=values)), values=values))


def _reason(edition: Edition) -> str:
    withdrawal = getattr(edition, "withdrawal", None)
    return str(withdrawal.reason) if withdrawal else ""
