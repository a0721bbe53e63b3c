"""Pages that take files in: many files, or one FAQ sheet whose columns are looked at first."""

from dataclasses import asdict
from pathlib import PurePath

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit_log.public import Subject, record
from knowledge.audit_actions import RECEIVED
from knowledge.desk.asking import actor_of
from knowledge.desk.forms import ColumnsForm, SheetForm, UploadForm, column_names
from knowledge.desk.listing import waiting_sheets
from knowledge.ingesting.deciding import NotWaiting, refuse
from knowledge.ingesting.failures import explain
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.preview_sheet import choose_columns, hold_for_columns, preview_sheet
from knowledge.ingesting.receive import Outcome, Received, open_batch, receive_file
from knowledge.ingesting.refused import Refused
from tenants.public import Access, access_of_request, needs


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def upload(request: HttpRequest) -> HttpResponse:
    """Many files at once."""
    access = access_of_request(request)
    form = UploadForm(request.POST or None, request.FILES or None, access=access)
    if request.method == "POST" and form.is_valid():
        batch_id, received = _receive(form, access, hold=False)
        _tell(request, received)
        if any(each.ingestion_id for each in received):
            return redirect("knowledge:batch", batch_id=batch_id)
        return redirect("knowledge:documents")
    return render(request, "knowledge/upload.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def upload_sheet(request: HttpRequest) -> HttpResponse:
    """One FAQ sheet; its columns are chosen on the next page."""
    access = access_of_request(request)
    form = SheetForm(request.POST or None, request.FILES or None, access=access)
    if request.method == "POST" and form.is_valid():
        _batch_id, received = _receive(form, access, hold=True)
        job = next((each.ingestion_id for each in received if each.ingestion_id), None)
        if job:
            return redirect("knowledge:columns", ingestion_id=job)
        _tell(request, received)
        return redirect("knowledge:faq")
    return render(request, "knowledge/upload_sheet.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def sheet_columns(request: HttpRequest, ingestion_id: int) -> HttpResponse:
    """Which column holds what, with the first rows beside it."""
    access = access_of_request(request)
    job = get_object_or_404(waiting_sheets(access=access), pk=ingestion_id)
    try:
        sheet = preview_sheet(job=job)
    except Refused as refused:
        told = explain(code=refused.code.value)
        return render(request, "knowledge/sheet_refused.html", {"told": told, "job": job}, status=422)
    names = column_names(headers=sheet.headers)
    form = ColumnsForm(request.POST or None, headers=names, guessed=asdict(sheet.columns))
    if request.method == "POST" and form.is_valid():
        chosen = FaqColumns(**form.cleaned_data, header_row=sheet.columns.header_row)
        try:
            choose_columns(ingestion_id=job.pk, columns=chosen, now=timezone.now())
        except NotWaiting:
            messages.info(request, _("この表は、すでに取り込みを始めています。"))
        return redirect("knowledge:batch", batch_id=job.batch_id)
    return render(request, "knowledge/sheet_columns.html", {"form": form, "sheet": sheet, "names": names, "job": job})


@require_POST
@needs("knowledge.edit")
def sheet_discard(request: HttpRequest, ingestion_id: int) -> HttpResponse:
    """Throw a sheet away whose columns were not chosen: it was the wrong one."""
    access = access_of_request(request)
    job = get_object_or_404(waiting_sheets(access=access), pk=ingestion_id)
    try:
        refuse(ingestion_id=job.pk, by=actor_of(access=access), now=timezone.now())
        messages.success(request, _("「%(file)s」を取り込まずに削除しました。") % {"file": job.file_name})
    except NotWaiting:
        messages.info(request, _("この表は、すでに取り込みを始めています。"))
    return redirect("knowledge:upload_sheet")


def _receive(form: UploadForm, access: Access, *, hold: bool) -> tuple[int, list[Received]]:
    """Each file in a transaction of its own: one that fails does not throw the others away."""
    files, now = form.cleaned_data["uploads"], timezone.now()
    batch_id = open_batch(label="、".join(PurePath(file.name).name for file in files), by_id=access.person_id)
    received = []
    for file in files:
        with transaction.atomic():
            taken = receive_file(
                file=file,
                file_name=PurePath(file.name).name,
                batch_id=batch_id,
                placement=form.placement(),
                by_id=access.person_id,
                release=form.released,
                now=now,
                enqueue=not hold,
            )
            if hold and taken.ingestion_id:
                hold_for_columns(ingestion_id=taken.ingestion_id)
            _record(taken, access)
        received.append(taken)
    return batch_id, received


def _record(taken: Received, access: Access) -> None:
    if taken.ingestion_id:
        subject = Subject(kind="knowledge.document", id=str(taken.document_id), label=taken.file_name)
        detail = {"version": taken.version_number}
        record(action=RECEIVED, actor=actor_of(access=access), subject=subject, detail=detail, at=timezone.now())


def _tell(request: HttpRequest, received: list[Received]) -> None:
    for each in received:
        if each.outcome is Outcome.ALREADY_THERE and not each.ingestion_id:
            words = {"file": each.file_name, "title": each.title}
            messages.info(request, _("「%(file)s」と同じ内容の「%(title)s」が、すでに入っています。") % words)
