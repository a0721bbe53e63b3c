"""Doors of the library's statistics: the page and the CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from templates.console.form_statistics import StatisticsForm
from templates.models import Kind
from templates.overseeing.as_rows import rows_of
from templates.overseeing.overview import Overview, months_chart, overview
from tenants.public import consortiums, needs_operator
from web.public import csv_text


@require_GET
@needs_operator
def statistics(request: HttpRequest) -> HttpResponse:
    """How the library of a consortium does."""
    form = StatisticsForm(request.GET, bodies=consortiums())
    seen = _seen(form)
    context = {"form": form, "seen": seen, "chart": months_chart(seen=seen), "kinds": Kind.labels}
    return render(request, "template_library/console/statistics.html", context)


@require_GET
@needs_operator
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the page as a file for a spreadsheet."""
    form = StatisticsForm(request.GET, bodies=consortiums())
    seen = _seen(form)
    response = HttpResponse(csv_text(rows=rows_of(seen=seen)), content_type="text/csv; charset=utf-8")
    name = f"library-{form.consortium_id}-{seen.days.first}-{seen.days.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _seen(form: StatisticsForm) -> Overview:
    now = timezone.now()
    return overview(consortium_id=form.consortium_id, days=form.days(today=timezone.localdate(now)), now=now)
