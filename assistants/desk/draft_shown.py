"""The page of a draft: the words as they come while a model writes, else the editor with how the writing ended."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.desk.draft_page import draft_context
from assistants.drafting.find import may_write, version_of
from assistants.drafting.stream import writing_of
from assistants.models import Draft, DraftWriting
from assistants.prompting.run import model_missing
from assistants.writing_out import failure_sentence
from tenants.public import access_of_request

_S = DraftWriting.State


def draft_shown(request: HttpRequest, row: Draft) -> HttpResponse:
    """Read or write. Whoever may write begins the model's writing by opening the page that asked for it."""
    access, writing = access_of_request(request), writing_of(row=row)
    if writing is None or not may_write(row=row, access=access):
        return render(request, "assistants/desk/draft.html", draft_context(row=row, access=access))
    missing = model_missing(access=access, now=timezone.now())
    wanted = request.GET.get("begin", "")
    begins = not missing and (wanted == "again" or (wanted == "1" and writing.state == _S.WAITING))
    running = writing.state == _S.WRITING
    begins = begins and not running
    if begins or running:
        text = "" if begins else version_of(row=row, number=writing.number).text
        context: dict[str, Any] = {"row": row, "writing": writing, "text": text, "begins": begins}
        return render(request, "assistants/desk/draft_writing.html", context)
    context = draft_context(row=row, access=access, writing=writing, missing_model=missing, ended=_ended(writing))
    return render(request, "assistants/desk/draft.html", context)


def _ended(writing: DraftWriting) -> str:
    """What became of a writing that is not whole; empty for a whole one."""
    if writing.state == _S.STOPPED:
        return _(
            "途中で止まりました。ここまでの文は残っています。続きを自分で書くか、「もう一度書かせる」で作り直せます。"
        )
    return failure_sentence(failure=writing.failure)
