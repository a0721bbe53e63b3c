"""Doors of the audit log: the page and the CSV."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit_log.public import csv_rows, entries, record
from tenants.access import needs
from tenants.audit_actions import LOG_EXPORTED
from tenants.border.current import Town, current_town, in_town
from tenants.desk.acting import actor_of
from tenants.desk.forms_audit_log import LogFilterForm
from web.public import UTF8_MARK, csv_lines, pages_of

_PAGE = 50


@require_GET
@needs("audit.read")
def audit_log(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    form = LogFilterForm(request.GET)
    number = pages_of(number=request.GET.get("page"), total=10**8, size=_PAGE).number
    page = entries(filters=form.filters, page=number)
    pages = pages_of(number=page.page, total=page.total, size=_PAGE)
    query = request.GET.urlencode()
    return render(request, "tenants/desk/audit_log.html", {"form": form, "page": page, "pages": pages, "query": query})


@require_GET
@needs("audit.read")
def audit_log_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a file for a spreadsheet; taking it along is recorded."""
    filters = LogFilterForm(request.GET).filters
    now = timezone.now()
    record(action=LOG_EXPORTED, actor=actor_of(request=request), subject=None, at=now)
    lines = _lines(current_town(), csv_rows(filters=filters))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-log-{timezone.localdate(now):%Y%m%d}.csv"'
    return response


def _lines(town: Town, rows: Iterator[list[str]]) -> Iterator[str]:
    # The body runs after the request, maybe in another thread: it carries its town itself.
    yield UTF8_MARK
    while True:
        with in_town(town):
            some = [row for row, _count in zip(rows, range(500), strict=False)]
        if not some:
            return
        yield csv_lines(rows=some)
