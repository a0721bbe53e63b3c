"""Somebody wrote, and meanwhile the session ended: what was typed comes back to them, with the way to go on."""

from typing import Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

_LEAST_CHARACTERS: Final = 8  # shorter values are choices and numbers
_MOST_TEXTS: Final = 20
_MOST_CHARACTERS: Final = 300_000
_SECRET: Final = ("csrf", "password", "code", "token")


def typed_texts(request: HttpRequest) -> list[str]:
    """The texts of a posted form that somebody would not like to type again; no secrets."""
    texts: list[str] = []
    for name, values in request.POST.lists():
        if not any(word in name for word in _SECRET):
            texts += [value for value in values if isinstance(value, str) and len(value.strip()) >= _LEAST_CHARACTERS]
    return [text for text in texts[:_MOST_TEXTS] if len(text) <= _MOST_CHARACTERS]


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to the page on which the person was.

    A piece asked by htmx makes the whole page go there; a script's own call is told by 401; a posted form shows what
    was typed, so that it can be copied also without scripts (web/kept.js fills it in again).
    """
    address = f"{reverse('account_login')}?{urlencode({'next': _page_of(request)})}"
    if request.headers.get("HX-Request"):
        piece = HttpResponse(status=204)
        piece["HX-Redirect"] = address
        return piece
    if request.method == "POST" and request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponse(status=401)
    texts = typed_texts(request) if request.method == "POST" else []
    if texts:
        page = render(request, "tenants/session_ended.html", {"texts": texts, "sign_in": address}, status=401)
        page["Cache-Control"] = "no-store"
        return page
    return redirect(address)


def _page_of(request: HttpRequest) -> str:
    """The path to come back to: of a post or a piece the page from which it was sent, because it has none itself."""
    sent_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    parts = urlsplit(sent_from)
    if parts.netloc != request.get_host() or not parts.path.startswith("/") or parts.path.startswith("//"):
        return request.get_full_path()
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
