"""Doors of support on a town's host: the admin's leave, the operator's way in and out."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from audit_log.public import EntryFilters, entries, record
from tenants.access import member_of, needs
from tenants.audit_actions import SUPPORT_LEFT
from tenants.desk.acting import actor_of
from tenants.desk.forms_support import GrantForm
from tenants.joining.door import stopped_by_network
from tenants.models import SupportGrant
from tenants.supporting.grant import SUBJECT, end_support, grant_support, subject_of
from tenants.supporting.hand_over import NotLetIn, looks_right, use_ticket
from tenants.supporting.scopes import scopes_in_words
from tenants.supporting.visit import leave
from web.public import Cut, cut, pages_of

_PAGE: Final = 50


@require_GET
@needs("support.grant")
def support(request: HttpRequest) -> HttpResponse:
    """All grants, the newest first."""
    now = timezone.now()
    part: Cut[SupportGrant] = cut(items=SupportGrant.objects.all(), number=request.GET.get("page"))
    rows = [(row, scopes_in_words(scopes=row.scopes), not row.ended_at and row.until > now) for row in part.items]
    return render(request, "tenants/support/grants.html", {"rows": rows, "pages": part.pages})


@needs("support.grant")
def new_grant(request: HttpRequest) -> HttpResponse:
    """Let an operator in."""
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person_id, actor = member_of(request).person_id, actor_of(request=request)
        grant_id = grant_support(person_id=person_id, actor=actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("支援を許可しました。運営担当が開いたページは、下の記録に1件ずつ残ります。"))
        return redirect("tenants:grant", grant_id=grant_id)
    return render(request, "tenants/support/grant_form.html", {"form": form})


@require_GET
@needs("support.grant")
def grant(request: HttpRequest, grant_id: int) -> HttpResponse:
    """One grant, with everything that was opened under it."""
    row = get_object_or_404(SupportGrant, pk=grant_id)
    number = pages_of(number=request.GET.get("page"), total=10**8, size=_PAGE).number
    filters = EntryFilters(subject_kind=SUBJECT, subject_id=str(row.pk))
    page = entries(filters=filters, page=number)
    context = {
        "grant": row,
        "scopes": scopes_in_words(scopes=row.scopes),
        "live": not row.ended_at and row.until > timezone.now(),
        "page": page,
        "pages": pages_of(number=page.page, total=page.total, size=_PAGE),
    }
    return render(request, "tenants/support/grant.html", context)


@require_POST
@needs("support.grant")
def end_grant(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Take it back at once."""
    row = get_object_or_404(SupportGrant, pk=grant_id)
    if end_support(grant_id=row.pk, actor=actor_of(request=request), now=timezone.now()):
        messages.success(request, _("支援を打ち切りました。開いていた画面も、次の操作から使えません。"))
    else:
        messages.info(request, _("この許可は、すでに終わっています。"))
    return redirect("tenants:grant", grant_id=row.pk)


@never_cache
def enter(request: HttpRequest, ticket: str) -> HttpResponse:
    """The operator comes with a ticket: a page with one button, which uses it."""
    stopped = stopped_by_network(request=request)
    if stopped:
        return stopped
    if not looks_right(ticket=ticket):
        return render(request, "tenants/support/not_let_in.html", status=403)
    if request.method != "POST":
        return render(request, "tenants/support/enter.html")
    try:
        secret = use_ticket(ticket=ticket, now=timezone.now())
    except NotLetIn:
        return render(request, "tenants/support/not_let_in.html", status=403)
    response = redirect("tenants:home")
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(settings.SUPPORT_COOKIE_NAME, secret, httponly=True, secure=secure, samesite="Lax")
    return response


@require_POST
def leave_town(request: HttpRequest) -> HttpResponse:
    """The operator closes the visit."""
    visit = getattr(request, "support", None)
    if visit is None:
        return redirect("tenants:root")
    now = timezone.now()
    leave(visit_id=visit.visit_id, now=now)
    row = SupportGrant.objects.get(pk=visit.grant_id)
    record(action=SUPPORT_LEFT, actor=visit.actor, subject=subject_of(grant=row), at=now)
    response = render(request, "tenants/support/left.html")
    response.delete_cookie(settings.SUPPORT_COOKIE_NAME)
    return response
