"""What the staff home page shows."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from tenants.access import NEEDS_APPROVAL, Access
from tenants.facts import town_policy
from tenants.home_tiles import shelves_for, tiles_for
from tenants.notifying.show import unread_for
from tenants.operating.close import announced_end
from tenants.roles import NOTICES_WORD, permissions_of
from tenants.supporting.grant import supporters_now
from tenants.welcoming.remember import remembered
from tenants.welcoming.tips import tip_of_day
from tenants.welcoming.tour import tour_for


def home_context(*, access: Access, now: datetime) -> dict[str, Any]:
    """Values of tenants/desk/home.html: what waits for this person, and ways on."""
    today, memory = timezone.localdate(now), remembered(person_id=access.person_id)
    tour = tour_for(access=access, memory=memory)
    return {
        "access": access,
        "tiles": tiles_for(access=access),
        "shelves": shelves_for(access=access),
        "today": today,
        "tour": tour,
        "tip": None if tour else tip_of_day(access=access, memory=memory, today=today),
        "memory": memory,
        "notices": unread_for(person_id=access.person_id, now=now) if access.may(NOTICES_WORD) else [],
        "end": announced_end() if access.may(NOTICES_WORD) else None,
        "supporters": supporters_now(now=now) if access.may("support.grant") else [],
        "first_day": access.may("onboarding.run") and not town_policy().resident_chat_open,
        "unapproved": not access.ai_approved and bool(NEEDS_APPROVAL & permissions_of(roles=access.roles)),
    }
