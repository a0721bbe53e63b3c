"""Page of the staff's search in the town's knowledge, with the reasons for each place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from knowledge.desk.asking import access_of_request
from knowledge.desk.searching import Sought, asker_of, look_up
from knowledge.models import Document
from tenants.public import needs, town_sections


@require_GET
@needs("knowledge.read")
def search(request: HttpRequest) -> HttpResponse:
    """Search by words and sense; without words an invitation."""
    sought, sections = Sought.of(request.GET), town_sections()
    asker = asker_of(access=access_of_request(request), sections=sections, as_resident=sought.as_resident)
    context = {
        "sought": sought,
        "sections": sections,
        "kinds": Document.Kind.choices,
        "page": look_up(sought=sought, asker=asker, today=timezone.localdate()) if sought.words else None,
    }
    return render(request, "knowledge/search.html", context)
