"""Doors of the widget: its two scripts, and start, question and rating for pages of allowed sites."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_GET

from assistants.choosing import ChoiceLost
from assistants.conversing import ConversationLost
from assistants.feedback import FeedbackRefused, give_feedback
from assistants.models import Feedback
from assistants.widget.asking import as_events, conversation_of, start_of, turn_for, word
from assistants.widget.files import chat_script, loader_script
from assistants.widget.files import version as present_version
from assistants.widget.sharing import door_of, for_sites, said
from assistants.widget.words import first_words
from web.public import event_stream

_SCRIPT: Final = "text/javascript; charset=utf-8"


@require_GET
@condition(etag_func=lambda _request: f'"{present_version()}"')
def loader(_request: HttpRequest) -> HttpResponse:
    """What the town's line loads; asked for again after an hour, so that a new version arrives by itself."""
    return _script(loader_script(words=first_words()), "public, max-age=3600, stale-while-revalidate=86400")


@require_GET
def chat(_request: HttpRequest, version: str) -> HttpResponse:
    """The chat under its version: kept for a year. An older one gets the present chat, kept shortly."""
    lasts = "public, max-age=31536000, immutable" if version == present_version() else "public, max-age=60"
    return _script(chat_script(), lasts)


@for_sites
def start(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """Greeting, notice, words, and what was said so far; a conversation that is over begins anew in silence."""
    try:
        held = conversation_of(content=content, door=door_of(request))
    except ConversationLost:
        held = None
    page = word(content=content, name="page")
    start = start_of(held=held, page=page, base=_base(request), now=timezone.localtime())
    return JsonResponse({**start, "known": bool(held)})


@for_sites
def ask(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """The answer as a stream of events."""
    try:
        turn, token = turn_for(request=request, content=content, door=door_of(request), now=timezone.now())
    except ConversationLost:
        return _lost()
    except ChoiceLost:
        sentence = _("この選択肢は、もう使えません。知りたいことを文字で送ってください。")
        return said(sentence, HTTPStatus.CONFLICT, "choice_lost")
    return event_stream(events=as_events(turn=turn, conversation=token, base=_base(request)))


@for_sites
def feedback(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """👍, 👎 or a report; for turns of the reader's own conversation."""
    try:
        held, turn_id = (
            conversation_of(content=content, door=door_of(request)),
            UUID(word(content=content, name="turn")),
        )
        kind = word(content=content, name="kind")
        if held is None or kind not in Feedback.Kind.values:
            return _lost()
        reason, comment = word(content=content, name="reason"), word(content=content, name="comment")
        give_feedback(
            turn_id=turn_id, conversation_id=held.id, kind=kind, reason=reason, comment=comment, now=timezone.now()
        )
    except (ConversationLost, FeedbackRefused, ValueError):
        return _lost()
    return JsonResponse({"kept": True})


def _lost() -> HttpResponse:
    sentence = _("会話の期限が切れました。新しい会話として、もう一度送ってください。")
    return said(sentence, 409, "conversation_lost")


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _script(text: str, lasts: str) -> HttpResponse:
    response = HttpResponse(text, content_type=_SCRIPT)
    response["Cache-Control"] = lasts
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"  # a public script, for pages that check its integrity
    return response
