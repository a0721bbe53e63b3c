"""Doors of plans: terms, and which town is on which."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from billing.console.forms_plans import PlanForm, TownPlanForm
from billing.planning.show_plans import offered_options, plan_page, plans_in_words, town_lines
from billing.planning.terms import PlanRefused
from billing.planning.write_plans import put_town, write_plan
from tenants.public import actor_of, member, needs_operator


@require_GET
@needs_operator
def plans(request: HttpRequest) -> HttpResponse:
    """All plans, and every town with its own."""
    context = {"editions": plans_in_words(), "towns": town_lines(today=timezone.localdate())}
    return render(request, "billing/console/plans.html", context)


@needs_operator
def new_plan(request: HttpRequest) -> HttpResponse:
    """Write a plan, or new terms of one."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values, actor, now = form.cleaned_data, actor_of(request), timezone.now()
        try:
            write_plan(
                name=values["name"],
                valid_from=values["valid_from"],
                terms=form.terms,
                note=values["note"],
                actor=actor,
                now=now,
            )
        except PlanRefused as refused:
            form.add_error(None, list(refused.faults))
        else:
            messages.success(request, _("料金を登録しました。"))
            return redirect("console:plans")
    return render(request, "billing/console/plan_form.html", {"form": form})


@needs_operator
def town_plan(request: HttpRequest, town_id: int) -> HttpResponse:
    """A town's plan with its figures, and the form that changes it."""
    town = member(town_id=town_id)
    if town is None:
        raise Http404
    offered, options = offered_options()
    known = {"population": town.population}
    form = TownPlanForm(request.POST or None, plans=offered, options=options, initial=known)
    if request.method == "POST" and form.is_valid():
        values = {"options": [], **form.cleaned_data}
        try:
            put_town(town_id=town_id, town_name=town.name, actor=actor_of(request), now=timezone.now(), **values)
        except PlanRefused as refused:
            form.add_error(None, list(refused.faults))
        else:
            messages.success(request, _("契約を登録しました。"))
            return redirect("console:town_plan", town_id=town_id)
    context = {"form": form, "town": town, "page": plan_page(town=town, now=timezone.now())}
    return render(request, "billing/console/town_plan.html", context)
