"""Doors of the residents' chat."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from uuid import UUID

from asgiref.sync import async_to_sync, sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.answering import answer
from assistants.chat.conversation import begin, held_by, hold, turn_for
from assistants.chat.greeting import greeting
from assistants.chat.reading import PageReading, Reading, changed, keep, page_reading, reading_of
from assistants.chat.views_talk import talks_context
from assistants.conversing import Held, choose_language, turns_of
from assistants.events import Ended, Event
from assistants.feedback import REASONS, FeedbackRefused, give_feedback
from assistants.listening.switch import listening_is_on
from assistants.listening.words import ENTER, LEAVE
from assistants.models import Feedback
from assistants.showing import part_of, shown_of
from assistants.turn import Turn
from web.public import ServerEvent, event_stream

LONGEST_TYPED = 4000  # what is read of a form at all; how long a question may be is said by stages.guard


@never_cache
@require_http_methods(["GET", "POST"])
def chat(request: HttpRequest) -> HttpResponseBase:
    """The page. A post without JavaScript is answered whole and shown by the page it leads back to."""
    if request.method == "POST":
        held = _held(request)
        turn = turn_for(request=request, question=_typed(request), held=held, now=timezone.now())
        async_to_sync(_answer_whole)(turn)
        response: HttpResponseBase = redirect(f"{request.path}#turn-{turn.id}")
        hold(response=response, held=held)
        return response
    held_now = held_by(request)
    context = {
        "reading": page_reading(request=request, held=held_now),
        "greeting": greeting(now=timezone.localtime(), path=request.GET.get("from", "")[:200]),
        "turns": turns_of(held=held_now),
        "listening": bool(held_now and held_now.listening),
        "offers_listening": listening_is_on(),
        "enter": ENTER,
        "leave": LEAVE,
        **talks_context(request),
    }
    return render(request, "assistants/chat/page.html", context)


@require_POST
async def ask(request: HttpRequest) -> HttpResponseBase:
    """The same by stream: pieces of HTML as the answer comes into being, at the end the whole turn."""
    held = await sync_to_async(_held)(request)
    turn = await sync_to_async(turn_for)(request=request, question=_typed(request), held=held, now=timezone.now())
    response = event_stream(events=_pieces(turn, reading_of(request=request)))
    hold(response=response, held=held)
    return response


@require_POST
def feedback(request: HttpRequest, turn_id: UUID) -> HttpResponse:
    """👍, 👎 with a reason, or a report; only for turns of the reader's own conversation."""
    held = held_by(request)
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    if held is None or kind not in Feedback.Kind.values:
        raise Http404
    try:
        give_feedback(
            turn_id=turn_id,
            conversation_id=held.id,
            kind=kind,
            reason=reason,
            comment=request.POST.get("comment", ""),
            now=timezone.now(),
        )
    except FeedbackRefused as refused:
        raise Http404 from refused
    if request.headers.get("HX-Request"):
        asks_why = kind == Feedback.Kind.NOT_HELPFUL and "reason" not in request.POST
        piece = "assistants/chat/_why.html" if asks_why else "assistants/chat/_thanks.html"
        return render(request, piece, {"kind": kind, "turn_id": turn_id, "reasons": REASONS.items()})
    return redirect(f"/chat/#turn-{turn_id}")


@require_POST
def choose_reading(request: HttpRequest) -> HttpResponse:
    """Language, furigana, size of letters: kept in the browser; the running conversation follows the language."""
    reading = changed(reading=reading_of(request=request), post=request.POST)
    held = held_by(request)
    if held is not None and "language" in request.POST:
        choose_language(held=held, language=reading.language)
    response = redirect("assistants:chat")
    keep(response=response, reading=reading)
    return response


@require_GET
def start_over(_request: HttpRequest) -> HttpResponse:
    """Begin a new conversation; the old one stays in the town's log."""
    response = redirect("assistants:chat")
    response.delete_cookie("yuimachi_chat")
    return response


def _typed(request: HttpRequest) -> str:
    return str(request.POST.get("question", ""))[:LONGEST_TYPED]


def _held(request: HttpRequest) -> Held:
    return held_by(request) or begin(language=reading_of(request=request).language, now=timezone.now())


async def _answer_whole(turn: Turn) -> None:
    async with aclosing(answer(turn)) as events:
        async for _event in events:
            pass


async def _pieces(turn: Turn, chosen: Reading) -> AsyncIterator[ServerEvent]:
    async with aclosing(answer(turn)) as events:
        async for event in events:
            yield _piece(turn, event, PageReading(chosen, turn.language))


def _piece(turn: Turn, event: Event, reading: PageReading) -> ServerEvent:
    if isinstance(event, Ended):
        context = {"turn": shown_of(turn), "reading": reading}
        return ServerEvent("ended", render_to_string("assistants/chat/_turn.html", context))
    part = part_of(event)
    context = {"part": part, "turn": {"tag": reading.tag, "words": reading.words}, "reading": reading}
    return ServerEvent("part", render_to_string("assistants/chat/_part.html", context) if part else "")
