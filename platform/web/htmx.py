"""Replies to htmx: a piece or the whole page from one view, moves, toasts, the end of polling."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect, HttpResponseStopPolling

ToastKind = Literal["info", "success", "warning", "error"]


def wants_piece(*, request: HttpRequest) -> bool:
    """Whether htmx asks for a part. Boosted links and restored history want the whole page."""
    asks = request.headers
    return asks.get("HX-Request") == "true" and not (asks.get("HX-Boosted") or asks.get("HX-History-Restore-Request"))


def render_page(
    *,
    request: HttpRequest,
    page: str,
    piece: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The template `piece` for htmx, else `page`, which includes the piece. Flash messages travel with the piece."""
    asked_piece = wants_piece(request=request)
    body: str = render_to_string(piece if asked_piece else page, dict(context or {}), request=request)
    if asked_piece:
        body += _flash(request)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ["HX-Request"])  # a cache must not hand the piece to somebody who wants the page
    return response


def move_to(*, request: HttpRequest, to: str) -> HttpResponse:
    """After a post: the browser goes to another page, with or without htmx. `to` is a path or the name of a URL."""
    target = redirect(to)
    return HttpResponseClientRedirect(target.url) if wants_piece(request=request) else target


def stop_polling(*, response: HttpResponse) -> HttpResponse:
    """The same reply, after which htmx asks no more (status 286)."""
    stopped = HttpResponseStopPolling(response.content, content_type=response["Content-Type"])
    for name, value in response.headers.items():
        stopped[name] = value
    stopped.cookies = response.cookies
    return stopped


def with_toast(*, response: HttpResponse, text: str, kind: ToastKind = "success") -> HttpResponse:
    """Let web.js show a short notice in the toast region; for htmx replies only, pages use django.contrib.messages."""
    response["HX-Trigger"] = json.dumps({"yui:toast": {"text": text, "kind": kind}}, ensure_ascii=True)
    return response


def _flash(request: HttpRequest) -> str:
    if not hasattr(request, "_messages"):
        return ""
    waiting = list(get_messages(request))
    return render_to_string("web/components/flash_piece.html", {"messages": waiting}) if waiting else ""
