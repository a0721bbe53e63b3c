"""Door of the town's plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from billing.planning.show_plans import plan_page
from tenants.public import current_town, in_public, member, needs


@require_GET
@needs("usage.see")
def plan(request: HttpRequest) -> HttpResponse:
    """Plan, running month, coming year."""
    town = current_town()
    with in_public():
        facts = member(town_id=town.id)
        page = plan_page(town=facts, now=timezone.now()) if facts else None
    return render(request, "billing/desk/plan.html", {"page": page, "today": timezone.localdate()})
