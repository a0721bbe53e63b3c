"""Doors of the widget to a person: the form, the hand-over, its news and the next word, by a token of the talk."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.widget.sharing import door_of, for_sites, said
from assistants.widget.talking import news_for, open_talk, start_of_talk, write_on


@for_sites
def form(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """Consent, contact rule, sections, promise."""
    return JsonResponse(start_of_talk(content=content, door=door_of(request), now=timezone.now()))


@for_sites
def ask(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """Hand over; what is wrong comes back as a sentence, nothing is kept then."""
    try:
        talk = open_talk(request=request, content=content, door=door_of(request), now=timezone.now())
    except HandoverRefused as refused:
        return _refused(refused)
    return JsonResponse(talk)


@for_sites
def news(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """What is new in the reader's talks."""
    return JsonResponse(news_for(content=content, door=door_of(request), now=timezone.now()))


@for_sites
def answer(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """The resident writes again."""
    try:
        talk = write_on(content=content, door=door_of(request), now=timezone.now())
    except HandoverRefused as refused:
        return _refused(refused)
    except HandoverUnknown:
        sentence = _("この相談は見つかりません。もう一度「職員に相談する」から送ってください。")
        return said(sentence, HTTPStatus.NOT_FOUND, "talk_unknown")
    return JsonResponse(talk)


def _refused(refused: HandoverRefused) -> HttpResponse:
    return said(refused.sentence, HTTPStatus.CONFLICT, "talk_refused")
