"""What stands before the first message: who speaks, what it is, what to ask about now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assistants.models import Persona
from assistants.persona.suggest import suggestions
from tenants.public import AnnouncementFacts, current_town, town_announcements, town_policy, town_profile


@dataclass(frozen=True, slots=True)
class Greeting:
    """The start of the chat page."""

    town_name: str
    name: str
    text: str
    suggestions: tuple[str, ...]
    picture: bool  # whether the guide has one
    picture_alt: str
    phone: str
    hours: str
    closed_reason: str  # empty while the chat is open
    announcements: tuple[AnnouncementFacts, ...] = ()


def greeting(*, now: datetime, path: str = "") -> Greeting:
    """The greeting of the entered town, now, on the page `path` of its site; `now` in local time. Five queries."""
    profile, policy = town_profile(), town_policy()
    town = current_town()
    mascot, persona = profile.mascot, Persona.objects.filter(pk=1).first()
    return Greeting(
        town_name=town.name,
        name=mascot.get("name") or _("案内係"),
        text=mascot.get("greeting") or _("こんにちは。町の手続きやくらしについてお答えします。"),
        suggestions=suggestions(now=now, path=path, written=profile.suggested_questions),
        picture=bool(persona and persona.picture),
        picture_alt=persona.picture_alt if persona else "",
        phone=profile.phone,
        hours=profile.weekday_hours,
        closed_reason="" if policy.resident_chat_open else policy.resident_chat_closed_reason or _("準備中です。"),
        announcements=town_announcements(today=now.date()),
    )
