"""Steps that look: search, one item, what was taken over, wishes."""

from collections.abc import Iterator
from typing import Any

from templates.adopting.browse import browse
from templates.adopting.facets import read_filters
from templates.models import Adoption, Edition
from templates.proving.shown import shown_proof, shown_talk
from templates.reach import item_in_reach
from templates.wishing.board import board
from tenants.public import in_public


def search(options: dict[str, Any]) -> Iterator[str]:
    """A line an item, best first: id, kind, version, title, town."""
    shelf = browse(filters=read_filters(said={"q": " ".join(options["words"])}), page=None)
    for item in shelf.cut.items:
        version = item.latest.version if item.latest else ""
        yield f"{item.pk}  {item.kind:10}  {version:8}  {item.title}  ({item.town_name})"


def show(options: dict[str, Any]) -> Iterator[str]:
    """Editions that can be had, the author's proof and the town's, figures, questions."""
    item = item_in_reach(item_id=options["item"])
    yield f"{item.title}  {item.kind}  {item.prefecture}{item.town_name}"
    with in_public():
        editions = list(Edition.objects.filter(item=item, withdrawal=None).with_item())
    for edition in editions:
        yield f"  {edition.version}  {edition.released_at:%Y-%m-%d}  {edition.change_note}"
    proof = shown_proof(edition=editions[0])
    yield f"  cases {proof.cases}  author {_percent(proof.author)}  here {_percent(proof.own)}"
    if proof.figures:
        told = proof.figures
        yield f"  {told.towns}+ towns, {told.uses} uses, {told.success_percent}% well, {told.minutes_saved} minutes"
    for question in shown_talk(item_id=item.pk).questions:
        yield f"  ? {question.town_name}: {question.text}"


def adopted(_options: dict[str, Any]) -> Iterator[str]:
    """A line a copy."""
    for one in Adoption.objects.live():
        yield f"{one.item_id}  {one.version:8}  {one.title}  {one.adopted_at:%Y-%m-%d}"


def wishes(_options: dict[str, Any]) -> Iterator[str]:
    """A line a wish."""
    for wish in board():
        yield f"{wish.id}  {wish.towns}+{wish.wanted}  {'・'.join(wish.words) or wish.text}"


def _percent(proof: Any) -> str:
    return f"{proof.percent}%" if proof else "-"
