"""Doors of support on the operator's host: the grants that name me, and the way into a town."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tenants.access import needs_operator, operator_of
from tenants.border.current import in_town
from tenants.border.links import absolute_link
from tenants.models import SupportPass
from tenants.operating.board import passes_of
from tenants.supporting.hand_over import make_ticket
from tenants.supporting.scopes import scopes_in_words
from web.public import Cut, cut


@require_GET
@needs_operator
def support(request: HttpRequest) -> HttpResponse:
    """The grants that name me: those that hold, and former ones."""
    now, me = timezone.now(), operator_of(request).pk
    live = [(row, scopes_in_words(scopes=row.scopes)) for row in passes_of(operator_id=me, now=now)]
    over = SupportPass.objects.filter(operator_id=me).exclude(pk__in=[row.pk for row, _words in live])
    part: Cut[SupportPass] = cut(items=over.select_related("town"), number=request.GET.get("page"))
    former = [(row, scopes_in_words(scopes=row.scopes)) for row in part.items]
    return render(request, "tenants/operator/support.html", {"live": live, "former": former, "pages": part.pages})


@never_cache
@require_POST
@needs_operator
def hand_over(request: HttpRequest, pass_id: int) -> HttpResponse:
    """A fresh ticket for a grant that names me, as a link to the town's host; 404 for any other."""
    made = make_ticket(pass_id=pass_id, operator_id=operator_of(request).pk, now=timezone.now())
    if made is None:
        raise Http404
    town, ticket = made
    path = reverse("tenants:support_enter", kwargs={"ticket": ticket}, urlconf=settings.ROOT_URLCONF)
    with in_town(town):
        link = absolute_link(path=path)
    return render(request, "tenants/operator/hand_over.html", {"town": town, "link": link})
