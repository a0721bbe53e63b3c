"""Doors of a town's papers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing.collecting.showing import transfer_of
from billing.desk.forms_papers import AccountsForm, OwnNumberForm, ReturnForm
from billing.invoicing.begin_papers import paper_list
from billing.invoicing.follow_up import NotThatState, note_own_number, return_paper
from billing.invoicing.shown_paper import paper_pdf, shown_paper
from billing.invoicing.town_books import accounts_of, write_accounts
from billing.models import Paper
from tenants.public import actor_of, current_town, in_public, needs


@require_GET
@needs("usage.see")
def papers(request: HttpRequest) -> HttpResponse:
    """What the consortium has issued to this town."""
    town = current_town()
    with in_public():
        listed = paper_list(query=request.GET, today=timezone.localdate(), town_id=town.id)
    return render(request, "billing/desk/papers.html", {"listed": listed})


@require_GET
@needs("usage.see")
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """One paper, and what the town can do with it."""
    return _show(request, _load(paper_id), ReturnForm())


@require_GET
@needs("usage.see")
def pdf(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The paper as a file."""
    row = _load(paper_id)
    response = HttpResponse(paper_pdf(paper=row), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.kind}-{row.fiscal_year}-{row.sequence:04d}.pdf"'
    return response


@require_POST
@needs("budget.edit")
def give_back(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Return an invoice as improper."""
    row, form = _load(paper_id), ReturnForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form)
    try:
        return_paper(paper=row, reason=form.cleaned_data["reason"], actor=actor_of(request), now=timezone.now())
        messages.success(request, _("差し戻しました。支払期限の日数は止まっています。"))
    except NotThatState as told:
        messages.error(request, str(told))
    return redirect("billing:paper", paper_id=paper_id)


@require_POST
@needs("budget.edit")
def own_number(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Keep the town's own number."""
    row, form = _load(paper_id), OwnNumberForm(request.POST)
    if form.is_valid():
        number, actor = form.cleaned_data["own_number"], actor_of(request)
        note_own_number(paper=row, number=number, actor=actor, now=timezone.now())
        messages.success(request, _("整理番号を保存しました。"))
    else:
        messages.error(request, _("整理番号は40字までで入力してください。"))
    return redirect("billing:paper", paper_id=paper_id)


@needs("budget.edit")
def accounts(request: HttpRequest) -> HttpResponse:
    """Where the town books what the consortium charges."""
    town = current_town()
    form = AccountsForm(request.POST or None, instance=accounts_of(town=town))
    if request.method == "POST" and form.is_valid():
        write_accounts(town=town, values=form.cleaned_data, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("予算科目を保存しました。これから発行される書類に載ります。"))
        return redirect("billing:papers")
    return render(request, "billing/desk/accounts.html", {"form": form})


def _show(request: HttpRequest, row: Paper, return_form: ReturnForm) -> HttpResponse:
    may_edit = request.access.may("budget.edit")  # type: ignore[attr-defined]  # set by `needs`
    forms = {"return_form": return_form, "own_form": OwnNumberForm(initial={"own_number": row.own_number})}
    with in_public():
        payments, transfer = list(row.payments.all()), transfer_of(paper=row)
    context = {
        "row": row,
        "payments": payments,
        "transfer": transfer,
        "paper": shown_paper(paper=row),
        "may_edit": may_edit,
        "today": timezone.localdate(),
    }
    return render(request, "billing/desk/paper.html", {**context, **forms})


def _load(paper_id: int) -> Paper:
    town = current_town()
    with in_public():
        return get_object_or_404(Paper, pk=paper_id, town_id=town.id)
