"""Answers for pages of other sites: CORS exactly for the town's own list, no cookie in, none out."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from assistants.widget.origins import may_read

_LARGEST_BYTES: Final = 64 * 1024
_PREFLIGHT_SECONDS: Final = 2 * 60 * 60

View = Callable[[HttpRequest, dict[str, Any]], HttpResponseBase]


class NotRead(ValueError):
    """The body is not what the widget sends; `status` and the sentence say why."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def for_sites(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """A door for POSTs in JSON from allowed sites. No cookie is read, so no other site's page can act for anybody."""

    @csrf_exempt
    @wraps(view)
    def shared(request: HttpRequest) -> HttpResponseBase:
        origin = request.headers.get("Origin", "")
        if not may_read(origin=origin, own=request.build_absolute_uri("/").rstrip("/")):
            return _varied(said(_("このサイトからは使えません。町の設定に、サイトのアドレスがありません。"), 403))
        response = _preflight() if request.method == "OPTIONS" else _answered(view, request)
        response["Access-Control-Allow-Origin"] = origin
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return _varied(response)

    return shared


def said(sentence: str, status: int, code: str = "") -> HttpResponse:
    """A sentence for the reader, with a word for the script."""
    content = {"code": code or HTTPStatus(status).name.lower(), "sentence": sentence}
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


def door_of(request: HttpRequest) -> str:
    """By what tokens are bound to the site they were given to."""
    return f"widget {request.headers.get('Origin', '')}"


def _answered(view: View, request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return said(_("このアドレスは、POSTだけを受け付けます。"), HTTPStatus.METHOD_NOT_ALLOWED)
    try:
        return view(request, _content(request))
    except NotRead as wrong:
        return said(str(wrong), wrong.status)


def _content(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        sentence = _("文字の質問だけを受け付けます（ファイルは受け取れません）。質問を文字で送ってください。")
        raise NotRead(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, sentence)
    if int(request.headers.get("Content-Length") or 0) > _LARGEST_BYTES:
        sentence = _("送られた内容が大きすぎます。質問を400文字以内にして、もう一度送ってください。")
        raise NotRead(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
    try:
        content = json.loads(request.body)
    except (ValueError, RecursionError) as wrong:
        raise NotRead(
            HTTPStatus.BAD_REQUEST, _("送られた内容を読み取れませんでした。もう一度送ってください。")
        ) from wrong
    if not isinstance(content, dict):
        raise NotRead(HTTPStatus.BAD_REQUEST, _("送られた内容を読み取れませんでした。もう一度送ってください。"))
    return content


def _preflight() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Access-Control-Allow-Methods"] = "POST"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    response["Access-Control-Max-Age"] = str(_PREFLIGHT_SECONDS)
    return response


def _varied(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ["Origin"])
    return response
