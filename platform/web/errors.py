"""Pages for what went wrong: what happened, what to do next, and a number that also stands in the log."""

import json
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from web.request_id import current_request_id


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of failure: its word for programs, its sentence for people, and the next step."""

    status: int
    code: str
    title: str | Promise
    text: str | Promise
    step: str | Promise
    show_number: bool = False


TROUBLES: Final = {
    trouble.code: trouble
    for trouble in (
        Trouble(
            400,
            "bad_request",
            _("受け取った内容を読み取れませんでした"),
            _("送られた内容に誤りがあるため、処理していません。"),
            _("前のページへ戻り、入力し直してください。"),
        ),
        Trouble(
            403,
            "forbidden",
            _("このページを見る権限がありません"),
            _("この操作には、あなたに割り当てられていない権限が必要です。"),
            _("必要なときは、所属の課長または管理者へお尋ねください。"),
        ),
        Trouble(
            403,
            "csrf",
            _("もう一度お試しください"),
            _(
                "ページを開いてから時間がたったか、クッキーが使えないため、送信を受け付けませんでした。内容は保存していません。"
            ),
            _("前のページへ戻り、ページを開き直してから送信してください。"),
        ),
        Trouble(
            404,
            "not_found",
            _("ページが見つかりません"),
            _("アドレスが間違っているか、ページが移動または削除された可能性があります。"),
            _("アドレスを確かめるか、最初のページから探してください。"),
        ),
        Trouble(
            500,
            "server_error",
            _("問題が起きました"),
            _("こちらの不具合で、処理を終えられませんでした。ご不便をおかけします。"),
            _("少し待ってから、もう一度お試しください。続くときは、次の番号を担当へお伝えください。"),
            show_number=True,
        ),
        Trouble(
            503,
            "unavailable",
            _("ただいまご利用いただけません"),
            _("一時的に処理できない状態です。しばらくすると自動で元に戻ります。"),
            _("数分後に、もう一度お試しください。"),
            show_number=True,
        ),
    )
}


def show_trouble(*, request: HttpRequest | None, code: str) -> HttpResponse:
    """The answer for a trouble: JSON or plain text for programs, a page for people, a piece's toast for htmx.

    Needs neither database nor session; when even the page cannot be drawn, it answers in plain text.
    """
    trouble = TROUBLES[code]
    number = current_request_id()
    if _wants(request, "application/json"):
        body = {"error": trouble.code, "detail": str(trouble.text), "request_id": number}
        return HttpResponse(
            json.dumps(body, ensure_ascii=False), status=trouble.status, content_type="application/json; charset=utf-8"
        )
    if not _wants(request, "text/html"):
        return _as_text(trouble, number)
    context = {"trouble": trouble, "number": number}
    try:
        page = render_to_string("web/errors/trouble.html", context)
    except (TemplateDoesNotExist, TemplateSyntaxError, ValueError):
        # ValueError: a static file is missing from the manifest. The reader must still get an answer.
        return _as_text(trouble, number)
    return HttpResponse(page, status=trouble.status)


def _wants(request: HttpRequest | None, media: str) -> bool:
    """Whether this media type is what the caller likes best; a caller that says nothing is a person."""
    accepted = request.headers.get("Accept", "") if request is not None else ""
    if request is None or accepted in ("", "*/*"):
        return media == "text/html"
    return request.get_preferred_type(["text/html", "application/json", "text/plain"]) == media


def _as_text(trouble: Trouble, number: str) -> HttpResponse:
    lines = [str(trouble.title), str(trouble.text), str(trouble.step), number]
    return HttpResponse("\n".join(lines) + "\n", status=trouble.status, content_type="text/plain; charset=utf-8")


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request made no sense."""
    return show_trouble(request=request, code="bad_request")


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Signed in, but without the permission."""
    return show_trouble(request=request, code="forbidden")


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or not for this person: both look the same."""
    return show_trouble(request=request, code="not_found")


def handler500(request: HttpRequest) -> HttpResponse:
    """A bug; Django has logged it under the same number."""
    return show_trouble(request=request, code="server_error")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW: the form's token was missing or old."""
    return show_trouble(request=request, code="csrf")
