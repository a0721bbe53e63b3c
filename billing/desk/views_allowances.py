"""Doors of a town's allowances."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from billing.desk.forms_allowances import AllowanceForm, TopUpForm
from billing.watching.allow import add_once, allow
from billing.watching.outlook import outlook
from billing.watching.standing import board
from tenants.public import actor_of, needs


@require_GET
@needs("usage.see")
def allowances(request: HttpRequest) -> HttpResponse:
    """How far each allowance is used, and all of them."""
    now = timezone.now()
    may_edit = request.access.may("budget.edit")  # type: ignore[attr-defined]  # set by `needs`
    context = {"board": board(now=now), "outlook": outlook(now=now), "may_edit": may_edit}
    return render(request, "billing/desk/allowances.html", context)


@needs("budget.edit")
def new_allowance(request: HttpRequest) -> HttpResponse:
    """Set one."""
    now = timezone.now()
    form = AllowanceForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        allow(terms=form.terms, scope_name=form.scope_name, actor=actor_of(request), now=now)
        messages.success(request, _("%(scope)sの利用枠を設定しました。") % {"scope": form.scope_name})
        return redirect("billing:allowances")
    return render(request, "billing/desk/allowance.html", {"form": form})


@needs("budget.edit")
def top_up(request: HttpRequest) -> HttpResponse:
    """Add once to the running period."""
    form = TopUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("amount_yen", "tokens", "reason")}
        add_once(
            section_id=form.section_id,
            scope_name=form.scope_name,
            period_kind=form.period_kind,
            actor=actor_of(request),
            now=timezone.now(),
            **values,
        )
        messages.success(request, _("%(scope)sの利用枠を増やしました。") % {"scope": form.scope_name})
        return redirect("billing:allowances")
    return render(request, "billing/desk/top_up.html", {"form": form})
