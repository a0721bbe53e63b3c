"""Doors of the results: one's own list, the page on which a text is written, writing, deleting."""

from typing import Final
from uuid import UUID

from asgiref.sync import async_to_sync
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assistants.desk.growing import grown, written_whole
from assistants.models import PromptRun, PromptTemplate
from assistants.prompting.run import failure_of, model_missing, opened, own_run, write_run
from tenants.public import access_of_request, current_town, grade_name, needs
from web.public import Cut, cut, event_stream

_PAGE: Final = 30


@require_GET
@needs("drafts.write")
def prompt_runs(request: HttpRequest) -> HttpResponse:
    """The person's own results, the latest first."""
    own = PromptRun.objects.filter(person_id=access_of_request(request).person_id).defer("sent", "sealed", "output")
    shown: Cut[PromptRun] = cut(items=own, number=request.GET.get("page"), size=_PAGE)
    return render(request, "assistants/desk/prompt_runs.html", {"rows": shown.items, "pages": shown.pages})


@never_cache
@require_GET
@needs("drafts.write")
def prompt_run(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """One result: what was sent, what came, and whether a model can write."""
    row, access = _row(request, result_id), access_of_request(request)
    missing = model_missing(access=access, now=timezone.now())
    waiting = row.state == PromptRun.State.WAITING
    context = {
        "row": row,
        "opened": opened(row=row),
        "failure": failure_of(row=row),
        "grade": grade_name(level=row.grade),
        "missing_model": missing,
        "may_set_models": access.may("models.edit"),
        "begin": waiting and not missing and request.GET.get("begin") == "1",
        "again": row.template_id and PromptTemplate.objects.readable(access=access).filter(pk=row.template_id).exists(),
    }
    return render(request, "assistants/desk/prompt_run.html", context)


@require_POST
@needs("drafts.write")
def write_prompt_run(request: HttpRequest, result_id: UUID) -> HttpResponseBase:
    """Write: by stream for the page's script, else whole and back to the page."""
    row, person_id = _row(request, result_id), access_of_request(request).person_id
    texts = write_run(run_id=row.pk, person_id=person_id, town=current_town())
    if "text/event-stream" in request.headers.get("Accept", ""):
        return event_stream(events=grown(texts=texts))
    async_to_sync(written_whole)(texts=texts)
    return redirect("assistants:prompt_run", result_id)


@require_POST
@needs("drafts.write")
def delete_prompt_run(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Gone, with all that was typed."""
    _row(request, result_id).delete()
    messages.success(request, _("結果を削除しました。"))
    return redirect("assistants:prompt_runs")


def _row(request: HttpRequest, result_id: UUID) -> PromptRun:
    row = own_run(access=access_of_request(request), run_id=result_id)
    if row is None:
        raise Http404
    return row
