"""Door of the staff home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tenants.access import NEEDS_APPROVAL, member_of, needs
from tenants.facts import town_policy
from tenants.home_tiles import shelves_for, tiles_for
from tenants.notifying.show import unread_for
from tenants.operating.close import announced_end
from tenants.roles import NOTICES_WORD, permissions_of
from tenants.supporting.grant import supporters_now


@require_GET
@needs("home.see")
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and ways on."""
    access, now = member_of(request), timezone.now()
    context = {
        "access": access,
        "tiles": tiles_for(access=access),
        "shelves": shelves_for(access=access),
        "today": timezone.localdate(now),
        "notices": unread_for(person_id=access.person_id, now=now) if access.may(NOTICES_WORD) else [],
        "end": announced_end() if access.may(NOTICES_WORD) else None,
        "supporters": supporters_now(now=now) if access.may("support.grant") else [],
        "first_day": access.may("onboarding.run") and not town_policy().resident_chat_open,
        "unapproved": not access.ai_approved and bool(NEEDS_APPROVAL & permissions_of(roles=access.roles)),
    }
    return render(request, "tenants/desk/home.html", context)
