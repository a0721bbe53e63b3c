"""Doors of papers that the operator writes by hand: a correction, a credit note, a free paper; and the ledger."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from billing.console.forms_lines import CorrectForm, CreditForm, FreeForm
from billing.invoicing.begin_papers import correct_by_lines
from billing.invoicing.content import PaperRefused
from billing.invoicing.ledger import ledger_as_csv, ledger_as_xlsx
from billing.invoicing.write_freely import issue_credit, issue_free
from billing.models import Paper
from metering.public import fiscal_year_of
from tenants.public import actor_of, consortiums, needs_operator
from web.public import XLSX_TYPE


@needs_operator
def correct(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Replace a paper by a corrected one."""
    row = get_object_or_404(Paper, pk=paper_id)
    form = CorrectForm(request.POST or None, paper=row)
    if request.method == "POST" and form.is_valid():
        reason, actor, now = form.cleaned_data["reason"], actor_of(request), timezone.now()
        try:
            made = correct_by_lines(paper=row, lines=form.lines, reason=reason, actor=actor, now=now)
        except PaperRefused as refused:
            form.add_error(None, list(refused.faults))
        else:
            messages.success(request, _("訂正した書類を発行しました。"))
            return redirect("console:paper", paper_id=made.pk)
    return render(request, "billing/console/paper_correct.html", {"form": form, "row": row})


@needs_operator
def credit(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Lessen an invoice by a part, with a paper that says so."""
    row = get_object_or_404(Paper, pk=paper_id, kind="invoice")
    form = CreditForm(request.POST or None, paper=row)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("reason", "token")}
        try:
            made = issue_credit(paper=row, line=form.line, actor=actor_of(request), now=timezone.now(), **values)
        except PaperRefused as refused:
            form.add_error(None, list(refused.faults))
        else:
            messages.success(request, _("減額通知書を発行しました。"))
            return redirect("console:paper", paper_id=made.pk)
    return render(request, "billing/console/paper_credit.html", {"form": form, "row": row})


@needs_operator
def free(request: HttpRequest) -> HttpResponse:
    """Write a quotation or an invoice by hand."""
    form = FreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("town_id", "kind", "title", "note", "token")}
        try:
            made = issue_free(lines=form.lines, actor=actor_of(request), now=timezone.now(), **values)
        except PaperRefused as refused:
            form.add_error(None, list(refused.faults))
        else:
            messages.success(request, _("書類を発行しました。"))
            return redirect("console:paper", paper_id=made.pk)
    return render(request, "billing/console/paper_free.html", {"form": form})


@require_GET
@needs_operator
def ledger_csv(request: HttpRequest) -> HttpResponse:
    """One consortium's ledger of a year as CSV."""
    body, year = _which(request)
    content = ledger_as_csv(consortium_id=body, fiscal_year=year)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ledger-{year}-{body}.csv"'
    return response


@require_GET
@needs_operator
def ledger_xlsx(request: HttpRequest) -> HttpResponse:
    """One consortium's ledger of a year as an Excel file."""
    body, year = _which(request)
    response = HttpResponse(ledger_as_xlsx(consortium_id=body, fiscal_year=year), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="ledger-{year}-{body}.xlsx"'
    return response


def _which(request: HttpRequest) -> tuple[int, int]:
    """The consortium, the first unless another is named, and the year, this one unless another is named."""
    known, asked = [one.id for one in consortiums()], request.GET.get("consortium", "")
    body = next((one for one in known if str(one) == asked), known[0] if known and not asked else None)
    if body is None:
        raise Http404
    words, now = request.GET.get("year", ""), fiscal_year_of(day=timezone.localdate())
    return body, int(words) if words.isascii() and words.isdigit() and len(words) == len(str(now)) else now
