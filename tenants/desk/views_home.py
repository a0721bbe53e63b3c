"""Door of the staff home page, and of what a person says of its tour and tips."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tenants.access import member_of, needs
from tenants.desk.home_page import home_context
from tenants.welcoming.remember import begin_tour_again, close_tip, end_tour, switch_tips


@never_cache
@require_GET
@needs("home.see")
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and ways on."""
    return render(request, "tenants/desk/home.html", home_context(access=member_of(request), now=timezone.now()))


@require_POST
@needs("home.see")
def step_home(request: HttpRequest) -> HttpResponse:
    """End the tour or see it again; close a tip, or all of them."""
    person_id, now, step = member_of(request).person_id, timezone.now(), request.POST.get("step", "")
    if step == "end_tour":
        end_tour(person_id=person_id, now=now)
    elif step == "tour_again":
        begin_tour_again(person_id=person_id)
    elif step == "close_tip":
        close_tip(person_id=person_id, today=timezone.localdate(now))
    elif step in {"tips_off", "tips_on"}:
        switch_tips(person_id=person_id, on=step == "tips_on")
    return redirect("tenants:home")
