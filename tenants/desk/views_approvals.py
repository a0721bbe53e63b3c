"""Doors of the approval to use AI: a person applies, the head of the section decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import NEEDS_APPROVAL, member_of, needs
from tenants.desk.acting import actor_of
from tenants.desk.forms_people import ApplicationForm
from tenants.joining.approve import (
    applications_for,
    apply_for_use,
    approve_use,
    decline_use,
    latest_application,
    withdraw_use,
)
from tenants.models import Person, UseApproval
from tenants.roles import permissions_of
from web.public import Cut, cut

_SHOWN = (UseApproval.State.REQUESTED, UseApproval.State.APPROVED)


@needs("home.see")
def approval(request: HttpRequest) -> HttpResponse:
    """My application: its state, or the form."""
    access = member_of(request)
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, actor = get_object_or_404(Person, pk=access.person_id), actor_of(request=request)
        if apply_for_use(person=person, purpose=form.cleaned_data["purpose"], actor=actor, now=timezone.now()):
            messages.success(request, _("申請しました。所属の課長が確認します。"))
        return redirect("tenants:approval")
    latest = latest_application(person_id=access.person_id)
    context = {
        "form": form,
        "latest": latest,
        "open": latest is not None and latest.state in _SHOWN,
        "possible": bool(NEEDS_APPROVAL & permissions_of(roles=access.roles)),
    }
    return render(request, "tenants/desk/approval.html", context)


@require_GET
@needs("people.approve")
def approvals(request: HttpRequest) -> HttpResponse:
    """Applications that wait for me, and the people I approved."""
    rows = applications_for(access=member_of(request))
    approved: Cut[UseApproval] = cut(
        items=rows.filter(state=UseApproval.State.APPROVED).order_by("-decided_at"), number=request.GET.get("page")
    )
    waiting = rows.filter(state=UseApproval.State.REQUESTED).order_by("requested_at")
    context = {"waiting": waiting, "approved": approved.items, "pages": approved.pages}
    return render(request, "tenants/desk/approvals.html", context)


@require_POST
@needs("people.approve")
def decide(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Approve, decline or withdraw; declining and withdrawing need a reason, which the person reads."""
    row = get_object_or_404(applications_for(access=member_of(request)), pk=approval_id)
    reason = request.POST.get("reason", "").strip()[:300]
    step = request.POST.get("step")
    actor, now = actor_of(request=request), timezone.now()
    if step == "approve":
        done = approve_use(row=row, actor=actor, now=now)
    elif not reason:
        messages.error(request, _("理由を入力してください。本人の画面に表示されます。"))
        return redirect("tenants:approvals")
    else:
        done = (withdraw_use if step == "withdraw" else decline_use)(row=row, reason=reason, actor=actor, now=now)
    if done:
        messages.success(request, _("%(name)sさんの申請を処理しました。") % {"name": row.person.name})
    else:
        messages.warning(request, _("ほかの人が先に処理していました。"))
    return redirect("tenants:approvals")
