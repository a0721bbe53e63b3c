"""Door of the staff home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tenants.access import member_of, needs
from tenants.home_tiles import tiles_for


@require_GET
@needs("home.see")
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and ways on."""
    access = member_of(request)
    context = {"access": access, "tiles": tiles_for(access=access), "today": timezone.localdate()}
    return render(request, "tenants/desk/home.html", context)
