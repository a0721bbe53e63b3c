"""What an item's page includes of its worth, so that the page itself need not know it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import template
from django.utils import timezone

from templates.adopting.standing import Standing
from templates.models import Edition
from templates.proving.beside import Beside, proofs_beside
from templates.proving.shown import ShownProof, ShownTalk, shown_proof, shown_talk

register = template.Library()


@register.simple_tag
def proof_of(edition: Edition) -> ShownProof:
    """Proofs, gate and figures of an edition that the page may show."""
    return shown_proof(edition=edition)


@register.simple_tag
def talk_about(item_id: UUID) -> ShownTalk:
    """Questions, answers and thanks of an item that the page may show."""
    return shown_talk(item_id=item_id)


@register.simple_tag
def proofs_of_adopted(rows: Sequence[Standing]) -> dict[int, Beside]:
    """The proofs of everything in the list of what was taken over."""
    return proofs_beside(adoptions=[one.adoption for one in rows], now=timezone.now())


@register.filter
def of_adoption(proofs: Mapping[int, Beside], adoption_id: int) -> Beside | None:
    """One of them."""
    return proofs.get(adoption_id)
