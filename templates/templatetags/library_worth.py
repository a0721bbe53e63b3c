"""What an item's page includes of its worth, so that the page itself need not know it."""

from uuid import UUID

from django import template

from templates.models import Edition
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
