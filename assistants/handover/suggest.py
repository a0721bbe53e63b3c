"""What a clerk may start a reply from: curated answers and passages that fit, or the assistant's own draft.

Only what residents may read is looked at, because the reply goes to a resident. Names and numbers are masked before
anything is searched or sent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asgiref.sync import async_to_sync
from django.utils import timezone

from assistants.asking import answer_whole
from assistants.models import Handover, HandoverMessage
from assistants.showing import shown_of
from assistants.turn import Channel, Turn
from knowledge.public import Asker, find_passages
from pii_masking.public import mask
from tenants.public import current_town

_MOST: Final = 4
_LONGEST_ASKED: Final = 400


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to insert. `curated`: the town wrote it as an answer."""

    passage_id: int
    title: str
    text: str
    curated: bool

    @property
    def value(self) -> str:
        """Its number as a form carries it."""
        return str(self.passage_id)


def asked_words(*, row: Handover) -> str:
    """The resident's last words, masked: what is searched for."""
    said = [word.text for word in row.messages.all() if word.kind == HandoverMessage.Kind.RESIDENT]
    return mask(text=said[-1] if said else "").masked.text[:_LONGEST_ASKED]


def suggestions(*, row: Handover, now: datetime) -> list[Suggestion]:
    """Curated answers first, then passages; at most four. A search, no model."""
    words = asked_words(row=row)
    if not words:
        return []
    found = find_passages(query=words, asker=Asker("residents"), today=timezone.localdate(now), limit=2 * _MOST)
    ordered = sorted(found, key=lambda passage: not passage.answer)[:_MOST]
    return [
        Suggestion(p.passage_id, p.heading.split("\n")[-1] or p.title, p.answer or p.text, bool(p.answer))
        for p in ordered
    ]


def drafted(*, row: Handover, person_id: int, now: datetime) -> str:
    """What the assistant would answer a resident, verified as always; empty when it found nothing to say."""
    turn = Turn(
        town=current_town(),
        asker=Asker("residents"),
        channel=Channel.STAFF,
        question=asked_words(row=row),
        now=now,
        person_id=person_id,
    )
    async_to_sync(answer_whole)(turn)
    return "\n".join(part.text for part in shown_of(turn).parts)
