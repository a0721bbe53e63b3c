"""Doors of a draft that a model writes: write it (by stream or whole), stop it, rewrite a chosen part."""

import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assistants.desk.draft_page import draft_context
from assistants.desk.drafts_open import draft_of, written_text
from assistants.drafting.rewrite import prepare, rewritten
from assistants.drafting.stream import stop_writing, write_draft
from assistants.models import Draft
from assistants.names_offered import NamesToDecide, decided_in
from assistants.refusals import Refused
from assistants.writing_out import Order
from tenants.public import Access, Town, access_of_request, current_town, needs
from web.public import ServerEvent, event_stream, json_event

_EVERY_SECONDS: Final = 0.2  # how often new words are sent


@require_POST
@needs("drafts.write")
def write_whole(request: HttpRequest, draft_id: int) -> HttpResponseBase:
    """Write, or once more: by stream for the page's script, else whole and back to the page."""
    row, access, town = draft_of(request, draft_id, writes=True), access_of_request(request), current_town()
    if "text/event-stream" in request.headers.get("Accept", ""):
        return event_stream(events=_events(row, access, town))
    async_to_sync(_whole)(row, access, town)
    return redirect("assistants:draft", draft_id)


@require_POST
@needs("drafts.write")
def stop_whole(request: HttpRequest, draft_id: int) -> HttpResponse:
    """End the writing; what has come is kept."""
    stop_writing(row=draft_of(request, draft_id, writes=True))
    return redirect("assistants:draft", draft_id)


@require_POST
@needs("drafts.write")
def rewrite_part(request: HttpRequest, draft_id: int) -> HttpResponseBase:
    """A proposal for the chosen part: by stream for scripts, else the page with the proposal beside the text."""
    row, access = draft_of(request, draft_id, writes=True), access_of_request(request)
    part, wish = request.POST.get("part", "").replace("\r\n", "\n"), request.POST.get("wish", "")
    streams, names = "text/event-stream" in request.headers.get("Accept", ""), decided_in(data=request.POST)
    context: dict[str, Any] = {"part": part, "wish": wish}
    try:
        order = prepare(row=row, access=access, part=part, wish=wish, names=names, now=timezone.now())
        if streams:
            return event_stream(events=_pieces(order))
        async_to_sync(_propose)(order, context)
    except NamesToDecide as open_names:
        context["offers"] = open_names.offers
        if streams:
            return render(request, "assistants/desk/_names_offered.html", context, status=428)
    except Refused as refused:
        if streams:
            return HttpResponse(refused.sentence, status=422, content_type="text/plain; charset=utf-8")
        context["rewrite_refused"] = refused.sentence
    text = written_text(request) or None
    return render(request, "assistants/desk/draft.html", draft_context(row=row, access=access, text=text, **context))


async def _events(row: Draft, access: Access, town: Town) -> AsyncIterator[ServerEvent]:
    """What is new each time; the page is opened anew at the end."""
    last, told, text = 0.0, 0, ""
    async with aclosing(write_draft(draft_id=row.pk, access=access, town=town)) as texts:
        async for text in texts:
            if time.monotonic() - last > _EVERY_SECONDS and len(text) > told:
                last = time.monotonic()
                yield json_event(event="text", data=text[told:])
                told = len(text)
    yield json_event(event="ended", data=text[told:])


async def _whole(row: Draft, access: Access, town: Town) -> None:
    async with aclosing(write_draft(draft_id=row.pk, access=access, town=town)) as texts:
        async for _text in texts:
            pass


async def _pieces(order: Order) -> AsyncIterator[ServerEvent]:
    """What is new each time, then how it ended."""
    last, told, text = 0.0, 0, ""
    try:
        async with aclosing(rewritten(order=order)) as texts:
            async for text in texts:
                if time.monotonic() - last > _EVERY_SECONDS and len(text) > told:
                    last = time.monotonic()
                    yield json_event(event="text", data=text[told:])
                    told = len(text)
    except Refused as refused:
        yield json_event(event="text", data=text[told:])
        yield json_event(event="refused", data=str(refused.sentence))
        return
    yield json_event(event="ended", data=text[told:])


async def _propose(order: Order, context: dict[str, Any]) -> None:
    """Put into the page what comes, as far as it comes."""
    async with aclosing(rewritten(order=order)) as texts:
        async for text in texts:
            context["proposal"] = text
