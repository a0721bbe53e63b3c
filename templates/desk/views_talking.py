"""Doors of what towns say to each other on the page of a shared thing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from templates.proving.crossing import MayNotCross
from templates.proving.talk import answer_question, ask_about, take_back, thank
from templates.reach import OutOfReach
from tenants.public import actor_of, needs

_MOST = 1000


@require_POST
@needs("templates.manage")
def ask(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """A question or an opinion."""
    return _said(request, item_id, _("質問を送りました。"), ask_about, item_id=item_id, text=_text(request))


@require_POST
@needs("templates.manage")
def answer(request: HttpRequest, item_id: UUID, library_question_id: UUID) -> HttpResponse:
    """An answer to a question."""
    given = {"question_id": library_question_id, "text": _text(request)}
    return _said(request, item_id, _("回答を送りました。"), answer_question, **given)


@require_POST
@needs("templates.manage")
def take_question_back(request: HttpRequest, item_id: UUID, library_question_id: UUID) -> HttpResponse:
    """The town's own question goes."""
    return _said(request, item_id, _("質問を取り消しました。"), take_back, question_id=library_question_id)


@require_POST
@needs("templates.manage")
def say_thanks(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Thanks to the town that made it."""
    return _said(request, item_id, _("お礼を伝えました。"), thank, item_id=item_id)


def _said(request: HttpRequest, back_to: UUID, done: str, say: Callable[..., Any], **given: Any) -> HttpResponse:
    """Say it; a text that may not cross is told why, with its words so that nothing is lost."""
    try:
        say(actor=actor_of(request), now=timezone.now(), **given)
    except OutOfReach as none:
        raise Http404 from none
    except MayNotCross as refused:
        messages.error(request, f"{refused} {_('書いた文')}: {given.get('text', '')}".strip())
    else:
        messages.success(request, done)
    return redirect("library:item", back_to)


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").strip()[:_MOST]
