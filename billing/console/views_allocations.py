"""Doors of the operator's allocations."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing.allocating.decide import NotNow, answer_opinion, ask_members, decide, take_back
from billing.allocating.draft import NotADraft, begin, write_figures, write_terms
from billing.allocating.formula import AllocationRefused
from billing.allocating.showing import shown
from billing.console.forms_allocations import AllocationForm, AnswerForm, FiguresForm, UntilForm
from billing.models import Allocation, AllocationOpinion
from tenants.public import actor_of, needs_operator
from web.public import Cut, cut


@require_GET
@needs_operator
def allocations(request: HttpRequest) -> HttpResponse:
    """All of them, the newest year first."""
    rows: Cut[Allocation] = cut(items=Allocation.objects.all(), number=request.GET.get("page"))
    return render(request, "billing/console/allocations.html", {"cut": rows})


@needs_operator
def new_allocation(request: HttpRequest) -> HttpResponse:
    """Begin a draft."""
    form = AllocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = begin(allocation=form.written(), parts=form.parts, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("案を作りました。団体ごとの数を確かめてください。"))
        return redirect("console:figures", allocation_id=row.pk)
    return render(request, "billing/console/allocation_form.html", {"form": form})


@require_GET
@needs_operator
def allocation(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The sheet, the opinions and what can be done next."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    context = {"row": row, "shown": shown(allocation=row), "until_form": UntilForm(), "answer_form": AnswerForm()}
    return render(request, "billing/console/allocation.html", context)


@needs_operator
def edit_allocation(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """Change the terms of a draft."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    form = AllocationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            write_terms(allocation=form.written(), parts=form.parts, actor=actor_of(request), now=timezone.now())
        except NotADraft as told:
            form.add_error(None, str(told))
        else:
            return redirect("console:allocation", allocation_id=allocation_id)
    return render(request, "billing/console/allocation_form.html", {"form": form, "row": row})


@needs_operator
def figures(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The members' figures."""
    row = get_object_or_404(Allocation, pk=allocation_id)
    form = FiguresForm(request.POST or None, members=list(row.members.all()))
    if request.method == "POST" and form.is_valid():
        values = {"figures": form.figures, "host": form.cleaned_data["host"]}
        try:
            write_figures(allocation=row, actor=actor_of(request), now=timezone.now(), **values)
        except NotADraft as told:
            form.add_error(None, str(told))
        else:
            return redirect("console:allocation", allocation_id=allocation_id)
    return render(request, "billing/console/figures.html", {"form": form, "row": row})


@require_POST
@needs_operator
def ask(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """Show the draft to the members."""
    get_object_or_404(Allocation, pk=allocation_id)
    form = UntilForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("意見の期限を、日付で入力してください。"))
        return redirect("console:allocation", allocation_id=allocation_id)
    step = partial(ask_members, until=form.cleaned_data["until"])
    return _take(request, allocation_id, step, _("構成団体に案を見せ、意見の受付を始めました。"))


@require_POST
@needs_operator
def take_back_allocation(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """Make it a draft again."""
    get_object_or_404(Allocation, pk=allocation_id)
    return _take(request, allocation_id, take_back, _("作成中に戻しました。構成団体からは見えません。"))


@require_POST
@needs_operator
def decide_allocation(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """Freeze the sheet."""
    get_object_or_404(Allocation, pk=allocation_id)
    return _take(request, allocation_id, decide, _("決定しました。計算書はもう変わりません。"))


def _take(request: HttpRequest, allocation_id: int, step: Callable[..., object], done: str) -> HttpResponse:
    """Take a step of the way to the decision, and say on the allocation's page how it went."""
    try:
        step(allocation_id=allocation_id, actor=actor_of(request), now=timezone.now())
    except (NotNow, AllocationRefused) as told:
        messages.error(request, str(told))
    else:
        messages.success(request, done)
    return redirect("console:allocation", allocation_id=allocation_id)


@require_POST
@needs_operator
def answer(request: HttpRequest, opinion_id: int) -> HttpResponse:
    """Answer an opinion."""
    opinion = get_object_or_404(AllocationOpinion.objects.select_related("allocation"), pk=opinion_id)
    form = AnswerForm(request.POST)
    try:
        if form.is_valid():
            text = form.cleaned_data["text"]
            answer_opinion(opinion=opinion, text=text, actor=actor_of(request), now=timezone.now())
            messages.success(request, _("回答しました。"))
        else:
            messages.error(request, _("回答を2,000字までで入力してください。"))
    except NotNow as told:
        messages.error(request, str(told))
    return redirect("console:allocation", allocation_id=opinion.allocation_id)
