"""Doors of papers on the operator's side."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing.collecting.showing import standing_of
from billing.console.asked_consortium import asked_consortium
from billing.console.forms_papers import CloseForm, IssuerForm, LedgerForm
from billing.console.forms_payments import PaidForm
from billing.fiscal_words import fiscal_words
from billing.invoicing.begin_papers import (
    follow_paper,
    issue_estimate,
    issue_shares,
    months_to_close,
    paper_list,
    run_close,
    without_issuer,
    write_issuer,
)
from billing.invoicing.content import PaperRefused
from billing.invoicing.follow_up import NotThatState, mark_paid
from billing.invoicing.seal_image import SealRefused, keep_seal
from billing.invoicing.shown_paper import paper_pdf, shown_paper
from billing.models import Allocation, Issuer, Paper
from metering.public import fiscal_year_of
from tenants.public import actor_of, member, needs_operator

YEARS: Final = 7  # copies of invoices are kept that long


@require_GET
@needs_operator
def papers(request: HttpRequest) -> HttpResponse:
    """All papers, the newest first; and closing a month."""
    now = timezone.now()
    listed = paper_list(query=request.GET, today=timezone.localdate(now))
    context = {"listed": listed, "close_form": CloseForm(months=months_to_close(now=now)), "ledger_form": _ledgers()}
    return render(request, "billing/console/papers.html", {**context, "nameless": without_issuer()})


@needs_operator
def issuer(request: HttpRequest) -> HttpResponse:
    """Who issues; one for each consortium, the first unless the address names another."""
    one, others = asked_consortium(request=request)
    row = Issuer.objects.filter(consortium_id=one.id).first() or Issuer(consortium_id=one.id, name=one.name)
    form = IssuerForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid() and _written(request, one.id, form):
        messages.success(request, _("発行者を登録しました。これから発行する書類に載ります。"))
        return redirect("console:papers")
    context = {"form": form, "body": one, "others": others, "row": row}
    return render(request, "billing/console/issuer.html", context)


def _written(request: HttpRequest, consortium_id: int, form: IssuerForm) -> bool:
    """Keep the issuer with its seal; a picture that is refused is told beside its field."""
    values, file = form.values, form.cleaned_data["seal_file"]
    try:
        if form.cleaned_data["without_seal"]:
            values["seal"] = ""
        elif file:
            values["seal"] = keep_seal(consortium_id=consortium_id, content=file.read(), now=timezone.now())
    except SealRefused as refused:
        form.add_error("seal_file", str(refused))
        return False
    write_issuer(consortium_id=consortium_id, values=values, actor=actor_of(request), now=timezone.now())
    return True


@require_POST
@needs_operator
def close(request: HttpRequest) -> HttpResponse:
    """Issue the invoices of a month."""
    now = timezone.now()
    form = CloseForm(request.POST, months=months_to_close(now=now))
    if not form.is_valid():
        messages.error(request, _("締める月を選んでください。"))
        return redirect("console:papers")
    try:
        closed = run_close(**form.cleaned_data, actor=actor_of(request), now=now)
    except PaperRefused as refused:
        messages.error(request, str(refused))
        return redirect("console:papers")
    return render(request, "billing/console/closed.html", {"closed": closed})


@require_POST
@needs_operator
def estimate(request: HttpRequest, town_id: int) -> HttpResponse:
    """Issue next year's 見積書 of a town."""
    town = member(town_id=town_id)
    if town is None:
        raise Http404
    try:
        made = issue_estimate(town=town, actor=actor_of(request), now=timezone.now())
    except PaperRefused as refused:
        messages.error(request, str(refused))
        return redirect("console:town_plan", town_id=town_id)
    return redirect("console:paper", paper_id=made.pk)


@require_POST
@needs_operator
def invoice_shares(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """Issue the invoices of a decided allocation."""
    row = get_object_or_404(Allocation, pk=allocation_id, state=Allocation.State.DECIDED)
    try:
        count = issue_shares(allocation=row, actor=actor_of(request), now=timezone.now())
    except PaperRefused as refused:
        messages.error(request, str(refused))
        return redirect("console:allocation", allocation_id=allocation_id)
    messages.success(request, _("%(count)s団体の請求書があります。") % {"count": count})
    return redirect("console:papers")


@require_GET
@needs_operator
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """One paper and what can be done with it."""
    row = get_object_or_404(Paper.objects.select_related("corrects"), pk=paper_id)
    overdue = Paper.objects.overdue(today=timezone.localdate()).filter(pk=paper_id).exists()
    context = {"row": row, "paper": shown_paper(paper=row), "paid_form": PaidForm(paper=row), "overdue": overdue}
    context["payments"] = list(row.payments.all())
    return render(request, "billing/console/paper.html", {**context, "stripe": standing_of(paper=row)})


@require_GET
@needs_operator
def pdf(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The paper as a file."""
    row = get_object_or_404(Paper, pk=paper_id)
    response = HttpResponse(paper_pdf(paper=row), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.kind}-{row.fiscal_year}-{row.sequence:04d}.pdf"'
    return response


@require_POST
@needs_operator
def paid(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Note a payment."""
    form = PaidForm(request.POST, paper=get_object_or_404(Paper, pk=paper_id))
    if not form.is_valid():
        messages.error(request, " ".join(str(told) for field in form.errors.values() for told in field))
        return redirect("console:paper", paper_id=paper_id)
    try:
        mark_paid(paper_id=paper_id, actor=actor_of(request), now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("入金を記録しました。"))
    except NotThatState as told:
        messages.error(request, str(told))
    return redirect("console:paper", paper_id=paper_id)


@require_POST
@needs_operator
def follow(request: HttpRequest, paper_id: int, kind: str) -> HttpResponse:
    """Issue the report of completion or the reminder that belongs to an invoice."""
    row = get_object_or_404(Paper, pk=paper_id)
    try:
        made = follow_paper(paper=row, kind=kind, actor=actor_of(request), now=timezone.now())
    except PaperRefused as refused:
        messages.error(request, str(refused))
        return redirect("console:paper", paper_id=paper_id)
    return redirect("console:paper", paper_id=made.pk)


def _ledgers() -> LedgerForm:
    present = fiscal_year_of(day=timezone.localdate())
    return LedgerForm(years=[(year, fiscal_words(year=year)) for year in range(present, present - YEARS, -1)])
