"""Doors of the staff to exports of the conversation log: start, look, take along, stop."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assistants.desk.forms import LogForm
from assistants.desk.log_sections import sections_for
from assistants.exporting.find import ExportUnknown, file_name, open_file, own_export
from assistants.exporting.limits import KEPT
from assistants.exporting.run import filters_of
from assistants.exporting.start import AlreadyRunning, start_export, stop_export
from assistants.models import LogExport
from assistants.reviewing.log import as_query
from tenants.public import access_of_request, actor_of, needs
from web.public import render_page


@require_POST
@needs("conversations.see")
def start(request: HttpRequest) -> HttpResponse:
    """Have a file made of what the list is narrowed to."""
    access = access_of_request(request)
    filters = LogForm(request.GET, sections=sections_for(access=access)).filters()
    try:
        made = start_export(
            access=access,
            filters=filters,
            kind="xlsx" if request.POST.get("kind") == "xlsx" else "csv",
            now=timezone.now(),
        )
    except AlreadyRunning as running:
        messages.info(request, _("前の書き出しが終わっていません。終わるか中止してから、もう一度書き出してください。"))
        return redirect("assistants:log_export", export_id=running.export_id)
    return redirect("assistants:log_export", export_id=made)


@require_GET
@needs("conversations.see")
def board(request: HttpRequest, export_id: int) -> HttpResponse:
    """How far it is, then the file."""
    row = _own(request, export_id)
    context = {
        "export": row,
        "open": row.state in LogExport.OPEN,
        "gone_at": row.queued_at + KEPT,
        "query": as_query(filters=filters_of(row=row)),
    }
    page, piece = "assistants/desk/log_export.html", "assistants/desk/_log_export.html"
    return render_page(request=request, page=page, piece=piece, context=context)


@require_GET
@needs("conversations.see")
def file(request: HttpRequest, export_id: int) -> HttpResponseBase:
    """The file itself."""
    row = _own(request, export_id)
    try:
        content = open_file(row=row, actor=actor_of(request), now=timezone.now())
    except ExportUnknown as unknown:
        raise Http404 from unknown
    return cast(HttpResponseBase, FileResponse(content, as_attachment=True, filename=file_name(row=row)))


@require_POST
@needs("conversations.see")
def stop(request: HttpRequest, export_id: int) -> HttpResponse:
    """Stop it."""
    if stop_export(row=_own(request, export_id), now=timezone.now()):
        messages.success(request, _("書き出しを中止しました。"))
    return redirect("assistants:log_export", export_id=export_id)


def _own(request: HttpRequest, export_id: int) -> LogExport:
    try:
        return own_export(access=access_of_request(request), export_id=export_id, now=timezone.now())
    except ExportUnknown as unknown:
        raise Http404 from unknown
