"""An event as LINE writes it, read strictly; what does not fit is no event of ours."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

_MOST_ID: Final = 64
_LONGEST_TEXT: Final = 10_000


class NotAnEvent(ValueError):
    """The JSON is not what LINE sends."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event. `kind` is the event's type, for messages that of the message; `text` what was typed or a postback."""

    event_id: str
    kind: str
    occurred_at: datetime
    user_id: str
    reply_token: str
    text: str
    in_group: bool
    is_ours: bool  # False in standby: another program of the account answers


def read_body(*, body: bytes) -> list[dict[str, Any]]:
    """The events of a webhook as they came. Raises NotAnEvent."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise NotAnEvent("no JSON") from wrong
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        raise NotAnEvent("no list of events")
    return events


def read_event(*, event: dict[str, Any]) -> Incoming:
    """The event in our form. Raises NotAnEvent."""
    event_id, moment = event.get("webhookEventId"), event.get("timestamp")
    if not isinstance(event_id, str) or not 0 < len(event_id) <= _MOST_ID or not isinstance(moment, int):
        raise NotAnEvent("no id or no time")
    try:
        occurred_at = datetime.fromtimestamp(moment / 1000, tz=UTC)
    except (OverflowError, OSError, ValueError) as wrong:
        raise NotAnEvent("no time") from wrong
    source = _part(event, "source")
    return Incoming(
        event_id=event_id,
        kind=_kind(event),
        occurred_at=occurred_at,
        user_id=_word(source, "userId"),
        reply_token=_word(event, "replyToken"),
        text=(_word(_part(event, "message"), "text") or _word(_part(event, "postback"), "data"))[:_LONGEST_TEXT],
        in_group=source.get("type") in ("group", "room"),
        is_ours=event.get("mode", "active") == "active",
    )


def _kind(event: dict[str, Any]) -> str:
    kind = _word(event, "type")
    return (_word(_part(event, "message"), "type") or "unknown")[:20] if kind == "message" else kind[:20]


def _part(event: dict[str, Any], name: str) -> dict[str, Any]:
    found = event.get(name)
    return found if isinstance(found, dict) else {}


def _word(part: dict[str, Any], name: str) -> str:
    found = part.get(name)
    # A NUL can be typed into JSON and is stored by no column.
    return found.replace("\x00", "") if isinstance(found, str) else ""
