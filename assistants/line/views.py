"""Door of LINE: the webhook. It checks, stores, rings and is done; nothing is answered here."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from assistants.line.channel import NotConnected, channel_keys
from assistants.line.incoming import NotAnEvent, read_body
from assistants.line.receive import receive_events
from assistants.line.signature import is_signed


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Events of the town's LINE account; 200 as soon as they are stored. Signed by LINE, so no other guard."""
    try:
        keys = channel_keys()
    except NotConnected:
        return _said(_("この町ではLINEが接続されていません。"), HTTPStatus.NOT_FOUND)
    body = request.body
    if not is_signed(body=body, signature=request.headers.get("X-Line-Signature", ""), secret=keys.secret):
        return _said(_("署名が正しくないため、受け取りませんでした。"), HTTPStatus.FORBIDDEN)
    try:
        events = read_body(body=body)
    except NotAnEvent:
        return _said(_("LINEのイベントとして読み取れませんでした。"), HTTPStatus.BAD_REQUEST)
    return JsonResponse({"received": receive_events(events=events, now=timezone.now())})


def _said(sentence: str, status: HTTPStatus) -> HttpResponse:
    return JsonResponse({"detail": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
