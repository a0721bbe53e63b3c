"""Doors of what the consortium's operator tells the town."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tenants.access import member_of, needs
from tenants.notifying.show import mark_read, notices_for


@require_GET
@needs("notices.read")
def notices(request: HttpRequest) -> HttpResponse:
    """Everything that was told, the newest first."""
    rows = notices_for(person_id=member_of(request).person_id, now=timezone.now())
    return render(request, "tenants/desk/operator_notices.html", {"rows": rows})


@require_POST
@needs("notices.read")
def read_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """The person has read it."""
    if not mark_read(notice_id=notice_id, person_id=member_of(request).person_id, now=timezone.now()):
        raise Http404
    return redirect("tenants:home" if request.POST.get("back") == "home" else "tenants:notices")
