"""Doors of the inquiries: staff ask the town's knowledge, with their own files, and take the answers along."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from asgiref.sync import async_to_sync
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.answering import answer
from assistants.asking import answer_whole
from assistants.desk.inquiry_page import documents_ticked, inquiry_context
from assistants.events import Ended, Event
from assistants.inquiring.change import MOST_DOCUMENTS, begin, choose_documents
from assistants.inquiring.export import as_text, as_word
from assistants.inquiring.find import InquiryUnknown, inquiries_page, inquiry_for, own_inquiry, standing_turns
from assistants.inquiring.next_turn import next_turn
from assistants.inquiring.unmask import unmasked, vault_of
from assistants.models import Inquiry, InquiryFile
from assistants.names_offered import NamesToDecide, decided_in
from assistants.refusals import Refused
from assistants.showing import part_of, shown_of
from assistants.turn import Turn
from pii_masking.public import Vault
from tenants.public import access_of_request, needs
from web.public import ServerEvent, Tab, event_stream

LONGEST_IN_ADDRESS = 200
LONGEST_TYPED = 20_000  # what is read of a form at all; how long a question may be is said by stages.guard
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@needs("ai.use")
def inquiries(request: HttpRequest) -> HttpResponse:
    """The person's own, or those that colleagues share."""
    shared, words = request.GET.get("tab") == "shared", request.GET.get("q", "").strip()[:100]
    page = inquiries_page(
        access=access_of_request(request), words=words, shared=shared, page=request.GET.get("page", "")
    )
    tabs = [Tab(_("自分の調べもの"), "?", not shared), Tab(_("課で共有"), "?tab=shared", shared)]
    context = {"rows": page.items, "pages": page.pages, "tabs": tabs, "shared": shared, "words": words}
    return render(request, "assistants/desk/inquiries.html", context)


@require_POST
@needs("ai.use")
def new_inquiry(request: HttpRequest) -> HttpResponse:
    """Begin an empty one; from the reference room with its documents and the words that were looked for."""
    access = access_of_request(request)
    row = begin(access=access, now=timezone.now())
    if chosen := documents_ticked(request):
        choose_documents(row=row, document_ids=[each.id for each in chosen[:MOST_DOCUMENTS]])
    asked = urlencode({"question": request.POST.get("question", "")[:LONGEST_IN_ADDRESS]})
    page = reverse("assistants:inquiry", args=[row.pk])
    return redirect(f"{page}?{asked}" if request.POST.get("question") else page)


@never_cache
@require_http_methods(["GET", "POST"])
@needs("ai.use")
def inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """The page of one. A post without JavaScript is answered whole and shown by the page it leads back to."""
    access = access_of_request(request)
    row = _row(request, inquiry_id, own=request.method == "POST")
    if request.method == "POST":
        try:
            turn = _turn(request, row)
        except (Refused, NamesToDecide) as why:
            return _asked_back(request, row, why)
        async_to_sync(answer_whole)(turn)
        return redirect(f"{request.path}#turn-{turn.id}")
    typed = request.GET.get("question", "")[:LONGEST_IN_ADDRESS]
    return render(request, "assistants/desk/inquiry.html", inquiry_context(row=row, access=access, typed=typed))


@require_POST
@needs("ai.use")
def ask_inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponseBase:
    """The same by stream: pieces of HTML as the answer comes into being, at the end the whole turn."""
    row = _row(request, inquiry_id, own=True)
    try:
        turn = _turn(request, row)
    except Refused as refused:
        return HttpResponse(refused.sentence, status=422, content_type="text/plain; charset=utf-8")
    except NamesToDecide as names:
        context = {"offers": names.offers, "decided": decided_in(data=request.POST).items()}
        return render(request, "assistants/desk/_names_offered.html", context, status=428)
    return event_stream(events=_pieces(turn, row, turn.vault or Vault()))


@require_GET
@needs("ai.use")
def export_inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """As text or as a Word document."""
    row = _row(request, inquiry_id)
    turns = standing_turns(row=row, vault=vault_of(row=row))
    if request.GET.get("kind") == "word":
        response = HttpResponse(as_word(row=row, turns=turns), content_type=_WORD)
        response["Content-Disposition"] = f'attachment; filename="inquiry-{row.pk}.docx"'
        return response
    response = HttpResponse(as_text(row=row, turns=turns), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="inquiry-{row.pk}.txt"'
    return response


@require_GET
@needs("ai.use")
def inquiry_file(request: HttpRequest, inquiry_id: int, file_id: int) -> HttpResponse:
    """What was read of an attached file, part by part: the place that a citation opens."""
    row = _row(request, inquiry_id)
    file = InquiryFile.objects.filter(inquiry=row, pk=file_id).defer("content").first()
    if file is None:
        raise Http404
    context = {"row": row, "file": file, "parts": file.passages.all()}
    return render(request, "assistants/desk/inquiry_file.html", context)


async def _pieces(turn: Turn, row: Inquiry, vault: Vault) -> AsyncIterator[ServerEvent]:
    async with aclosing(answer(turn)) as events:
        async for event in events:
            yield _piece(turn, row, event, vault)


def _piece(turn: Turn, row: Inquiry, event: Event, vault: Vault) -> ServerEvent:
    if isinstance(event, Ended):
        context = {"turn": unmasked(shown=shown_of(turn), vault=vault), "row": row, "mine": True, "marked": frozenset()}
        return ServerEvent("ended", render_to_string("assistants/desk/_inquiry_turn.html", context))
    part = part_of(event)
    return ServerEvent("part", render_to_string("assistants/desk/_inquiry_part.html", {"part": part}) if part else "")


def _turn(request: HttpRequest, row: Inquiry) -> Turn:
    try:
        replaces = UUID(request.POST.get("replaces", "")) if request.POST.get("replaces") else None
    except ValueError:
        replaces = None
    return next_turn(
        row=row,
        access=access_of_request(request),
        question=_typed(request),
        names=decided_in(data=request.POST),
        replaces=replaces,
        now=timezone.now(),
    )


def _asked_back(request: HttpRequest, row: Inquiry, why: Refused | NamesToDecide) -> HttpResponse:
    """The page with the question still in its field: refused, or with names to decide on besides those decided."""
    access, typed = access_of_request(request), _typed(request)
    if isinstance(why, NamesToDecide):
        context = inquiry_context(row=row, access=access, typed=typed, offers=why.offers)
    else:
        context = inquiry_context(row=row, access=access, typed=typed, refused=why.sentence)
    context["decided"] = decided_in(data=request.POST).items()
    return render(request, "assistants/desk/inquiry.html", context, status=422)


def _typed(request: HttpRequest) -> str:
    return str(request.POST.get("question", ""))[:LONGEST_TYPED]


def _row(request: HttpRequest, inquiry_id: int, *, own: bool = False) -> Inquiry:
    look: Any = own_inquiry if own else inquiry_for
    try:
        return look(access=access_of_request(request), inquiry_id=inquiry_id)  # type: ignore[no-any-return]
    except InquiryUnknown as unknown:
        raise Http404 from unknown
