"""What stands before the first message: who speaks, what it is, what to ask about now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from tenants.public import current_town, town_policy, town_profile

_SEASONS: Final = {
    **dict.fromkeys((3, 4, 5), "spring"),
    **dict.fromkeys((6, 7, 8), "summer"),
    **dict.fromkeys((9, 10, 11), "autumn"),
    **dict.fromkeys((12, 1, 2), "winter"),
}
_MOST_SUGGESTIONS: Final = 6
_OF_THE_SEASON: Final = 3


@dataclass(frozen=True, slots=True)
class Greeting:
    """The start of the chat page."""

    town_name: str
    name: str
    text: str
    suggestions: tuple[str, ...]
    phone: str
    hours: str
    closed_reason: str  # empty while the chat is open


def greeting(*, now: datetime) -> Greeting:
    """The greeting of the entered town for this season; `now` in local time. Two queries."""
    profile, policy = town_profile(), town_policy()
    town = current_town()
    mascot = profile.mascot
    return Greeting(
        town_name=town.name,
        name=mascot.get("name") or _("案内係"),
        text=mascot.get("greeting") or _("こんにちは。町の手続きやくらしについてお答えします。"),
        suggestions=_suggestions(profile.suggested_questions, now),
        phone=profile.phone,
        hours=profile.weekday_hours,
        closed_reason="" if policy.resident_chat_open else policy.resident_chat_closed_reason or _("準備中です。"),
    )


def _suggestions(written: dict[str, list[str]], now: datetime) -> tuple[str, ...]:
    seasonal = written.get(_SEASONS[now.month], [])[:_OF_THE_SEASON]
    return tuple(dict.fromkeys([*seasonal, *written.get("always", [])]))[:_MOST_SUGGESTIONS]
