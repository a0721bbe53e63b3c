"""Doors of a draft that a model writes: write it (by stream or whole), stop it, rewrite a chosen part."""

from contextlib import aclosing
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assistants.desk.draft_page import draft_context
from assistants.desk.drafts_open import draft_of, written_text
from assistants.desk.growing import grown, written_whole
from assistants.drafting.rewrite import prepare, rewritten
from assistants.drafting.stream import stop_writing, write_draft
from assistants.names_offered import NamesToDecide, decided_in
from assistants.refusals import Refused
from assistants.writing_out import Order
from tenants.public import access_of_request, current_town, needs
from web.public import event_stream


@require_POST
@needs("drafts.write")
def write_whole(request: HttpRequest, draft_id: int) -> HttpResponseBase:
    """Write, or once more: by stream for the page's script, else whole and back to the page."""
    row = draft_of(request, draft_id, writes=True)
    texts = write_draft(draft_id=row.pk, access=access_of_request(request), town=current_town())
    if "text/event-stream" in request.headers.get("Accept", ""):
        return event_stream(events=grown(texts=texts))
    async_to_sync(written_whole)(texts=texts)
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
            return event_stream(events=grown(texts=rewritten(order=order)))
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


async def _propose(order: Order, context: dict[str, Any]) -> None:
    """Put into the page what comes, as far as it comes."""
    async with aclosing(rewritten(order=order)) as texts:
        async for text in texts:
            context["proposal"] = text
