"""Middleware of support: whose cookie is a visit that holds sees what the grant opens, and is written down.

Everything is shut unless it is open: a page has to be guarded by a permission word of the grant's scopes. So pages of
accounts, of residents and of programs are shut as well, and nothing can be planted for later. Who has no such cookie
pays nothing.
"""

from collections.abc import Callable
from typing import Any, Final, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from audit_log.public import Action, Subject, record
from tenants.access import Access
from tenants.audit_actions import SUPPORT_CHANGED, SUPPORT_LOOKED, SUPPORT_REFUSED
from tenants.supporting.grant import SUBJECT
from tenants.supporting.visit import NOBODY, Support, visit_of

_READING: Final = frozenset({"GET", "HEAD"})
_LONGEST_ADDRESS: Final = 300
# What decides by itself: a fresh ticket, the way out, the language of the page.
_ALWAYS: Final = frozenset({"tenants:support_enter", "tenants:support_leave", "set_language"})


class SupportMiddleware:
    """Stands after everything that knows a person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let in whose visit holds; whose visit is over is told so, once."""
        secret = request.COOKIES.get(settings.SUPPORT_COOKIE_NAME, "")
        if not secret or getattr(request, "town", None) is None:
            return self.get_response(request)
        support = visit_of(secret=secret, now=timezone.now())
        if support is None:
            return _over(request)
        request.support = support  # type: ignore[attr-defined]  # as `town`: the frame shows it
        request.user = support.as_person()
        request._access = _access(support)  # type: ignore[attr-defined]  # noqa: SLF001  where `access_for` keeps it
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Before each page: is it open to this visit; written down either way, also when the page then fails."""
        support = cast(Support | None, getattr(request, "support", None))
        match = request.resolver_match
        if support is None or (match and match.view_name in _ALWAYS):
            return None
        word, reading = getattr(view, "needs_permission", ""), request.method in _READING
        if word in support.words and (reading or word in support.changeable):
            _note(request, support, SUPPORT_LOOKED if reading else SUPPORT_CHANGED)
            return None
        _note(request, support, SUPPORT_REFUSED)
        return render(request, "tenants/support/refused.html", {"reading": reading}, status=403)


def _access(support: Support) -> Access:
    return Access(
        person_id=NOBODY,
        name=support.operator_name,
        email="",
        roles=frozenset(),
        section_ids=frozenset(),
        headed_section_ids=frozenset(),
        permissions=support.words,
        ai_approved=True,  # asked for nothing: no scope holds a word that needs it
        operator=support.actor,
    )


def _note(request: HttpRequest, support: Support, action: Action) -> None:
    subject = Subject(SUBJECT, str(support.grant_id), support.operator_name)
    detail = {"address": request.get_full_path()[:_LONGEST_ADDRESS], "method": request.method}
    record(action=action, actor=support.actor, subject=subject, detail=detail, at=timezone.now())


def _over(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response  # the page that comes then is told
    response = render(request, "tenants/support/over.html", status=403)
    response.delete_cookie(settings.SUPPORT_COOKIE_NAME)
    return response
