"""Doors of the risk form before the public."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenants.access import member_of, needs
from tenants.assessing_risk.decide import OwnForm, approve_risk_form, give_back_risk_form
from tenants.assessing_risk.gate import launch_refused
from tenants.assessing_risk.write import write_risk_form
from tenants.desk.acting import actor_of
from tenants.desk.forms_launch import RiskFormForm
from tenants.models import RiskForm


@needs("policy.edit")
def launch(request: HttpRequest) -> HttpResponse:
    """The versions of the form, what waits, and the next version to write."""
    rows = list(RiskForm.objects.select_related("written_by", "decided_by"))
    form = RiskFormForm(request.POST or None, latest=rows[0] if rows else None)
    if request.method == "POST" and form.is_valid():
        actor, person_id = actor_of(request=request), member_of(request).person_id
        write_risk_form(said=form.said(), person_id=person_id, actor=actor, now=timezone.now())
        messages.success(request, _("確認票を出しました。統括責任者の承認を待ちます。"))
        return redirect("tenants:launch")
    waits = next((row for row in rows if row.state == RiskForm.State.SUBMITTED), None)
    stands = next((row for row in rows if row.state == RiskForm.State.APPROVED), None)
    context = {"form": form, "rows": rows, "waits": waits, "stands": stands, "refused": launch_refused()}
    return render(request, "tenants/desk/launch.html", context)


@require_POST
@needs("launch.approve")
def decide_launch(request: HttpRequest, form_id: int) -> HttpResponse:
    """The officer's word."""
    row = get_object_or_404(RiskForm, pk=form_id)
    now, actor, person_id = timezone.now(), actor_of(request=request), member_of(request).person_id
    reason = request.POST.get("reason", "").strip()[:300]
    if request.POST.get("step") != "approve" and not reason:
        messages.error(request, _("差し戻す理由を入力してください。書いた人に伝わります。"))
        return redirect("tenants:launch")
    try:
        if request.POST.get("step") == "approve":
            done = approve_risk_form(form_id=row.pk, person_id=person_id, actor=actor, now=now)
        else:
            done = give_back_risk_form(form_id=row.pk, reason=reason, person_id=person_id, actor=actor, now=now)
    except OwnForm:
        messages.error(request, _("書いた本人は承認できません（利用方針）。もうひとりの責任者が承認してください。"))
        return redirect("tenants:launch")
    messages.success(request, _("決定を記録しました。")) if done else messages.info(
        request, _("すでに決まっています。")
    )
    return redirect("tenants:launch")
