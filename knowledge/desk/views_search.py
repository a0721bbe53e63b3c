"""Page of the staff's search in the town's knowledge, with the reasons for each place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from knowledge.desk.searching import asker_of, look_up
from knowledge.desk.sought import Sought
from knowledge.fiscal_years import titled_fiscal_years
from knowledge.models import Audience, Document
from tenants.public import access_of_request, needs, town_sections


@require_GET
@needs("knowledge.read")
def search(request: HttpRequest) -> HttpResponse:
    """Search by words and sense; without words an invitation."""
    sought, sections = Sought.of(request.GET), town_sections()
    access = access_of_request(request)
    asker = asker_of(access=access, as_resident=sought.as_resident)
    today = timezone.localdate()
    context = {
        "sought": sought,
        "sections": sections,
        "kinds": Document.Kind.choices,
        "audiences": Audience.choices,
        "years": [(str(year), name) for year, name in titled_fiscal_years()],
        "may_edit": access.may("knowledge.edit"),
        "page": look_up(sought=sought, asker=asker, access=access, today=today) if sought.words else None,
    }
    return render(request, "knowledge/search.html", context)
