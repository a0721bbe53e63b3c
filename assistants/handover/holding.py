"""Holding a talk by its token, for doors without a cookie: the widget on another site, programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.signing import BadSignature

from assistants.handover.promise import reachable_desk
from assistants.handover.refused import HandoverUnknown
from assistants.handover.rules import consent_sentence, handover_rules
from assistants.handover.telling import moment
from assistants.handover.thread import news_as_plain, talks_of
from assistants.models import Handover
from tenants.public import sign, town_sections, unsign

MOST_HELD: Final = 3
_KEPT_SECONDS: Final = 60 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class HeldTalk:
    """A hand-over as a door holds it."""

    token: str
    key: UUID
    conversation_id: int


def talk_token(*, row: Handover, door: str) -> str:
    """The signed form that a reader keeps; opens this hand-over alone, at this door of this town, for sixty days."""
    return sign(value=str(row.key), purpose=f"talk {door}")


def own_key(*, place: str, key: UUID) -> UUID:
    """Under what a word sent with `key` is kept: keys that senders make meet only within their own place."""
    return uuid5(NAMESPACE_OID, f"{place} {key}")


def held_talks(*, tokens: Sequence[str], door: str) -> list[HeldTalk]:
    """The hand-overs of these tokens, at most three; what is forged, too old or gone is left out. One query."""
    keys = {key: token for token in tokens[:MOST_HELD] if (key := _key_of(token, door))}
    rows = Handover.objects.filter(key__in=keys).values_list("key", "conversation_id") if keys else ()
    return [HeldTalk(keys[key], key, conversation) for key, conversation in rows]


def held_talk(*, token: str, door: str) -> HeldTalk:
    """The hand-over of a token. Raises HandoverUnknown. One query."""
    found = held_talks(tokens=[token], door=door)
    if not found:
        raise HandoverUnknown(token[:20])
    return found[0]


def news_of(*, held: Sequence[HeldTalk], after: int, now: datetime) -> dict[str, Any]:
    """JSON-ready: each talk with its token, its words newer than `after`, what happens next; and the next mark."""
    tokens = {str(talk.key): talk.token for talk in held}
    plain = news_as_plain(talks=talks_of(keys=[talk.key for talk in held], now=now), after=after)
    return {**plain, "talks": [{**talk, "talk": tokens[talk.pop("key")]} for talk in plain["talks"]]}


def form_facts(*, now: datetime) -> dict[str, Any]:
    """What a door shows before a resident writes: consent, contact rule, sections, the town hall's promise."""
    rules, reached = handover_rules(), reachable_desk(section_id=None)
    promised = reached.promise(now=now, hours=rules.answer_within_hours)
    opens = None if reached.is_open(now=now) else reached.hours.next_opening(at=now)
    return {
        "is_open": rules.is_open,
        "consent": consent_sentence(rules=rules),
        "contact": rules.contact,
        "sections": [{"id": section.id, "name": section.name} for section in town_sections()],
        "promised_at": promised.isoformat() if promised else None,
        "promised": moment(at=promised, now=now) if promised else "",
        "opens": moment(at=opens, now=now) if opens else "",
        "phone": reached.desk.phone,
    }


def _key_of(token: str, door: str) -> UUID | None:
    try:
        return UUID(unsign(signed=token, purpose=f"talk {door}", max_age_seconds=_KEPT_SECONDS))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None
