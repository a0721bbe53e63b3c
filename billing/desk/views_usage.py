"""Doors of the town's usage: the page and the CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from billing.desk.forms_usage import UsageForm
from billing.watching.outlook import outlook
from billing.watching.report import usage_report
from tenants.public import needs
from web.public import csv_text


@require_GET
@needs("usage.see")
def usage(request: HttpRequest) -> HttpResponse:
    """Use of a period, and what the year comes to."""
    form, now = UsageForm(request.GET), timezone.now()
    report = usage_report(by=form.by_dimension, span=form.span_chosen, measure=form.measure_chosen, now=now)
    query = "&".join(f"{name}={value}" for name, value in form.cleaned_data.items())
    context = {"form": form, "report": report, "outlook": outlook(now=now), "query": query}
    return render(request, "billing/desk/usage.html", context)


@require_GET
@needs("usage.see")
def usage_csv(request: HttpRequest) -> HttpResponse:
    """The rows of the page as a file for a spreadsheet."""
    form = UsageForm(request.GET)
    report = usage_report(by=form.by_dimension, span=form.span_chosen, measure=form.measure_chosen, now=timezone.now())
    head = [_("項目"), _("回数"), _("うち失敗"), _("トークン"), _("金額（円・税抜き）")]
    lines = (*report.lines, report.total)
    rows: list[list[str | int]] = [
        [line.label, line.calls, line.failed_calls, line.tokens, f"{line.yen:.2f}"] for line in lines
    ]
    response = HttpResponse(csv_text(rows=[head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="usage-{report.period.first}-{report.period.last}.csv"'
    return response
