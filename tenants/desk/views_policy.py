"""Doors of the town's policy and of the switch of the residents' chat."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenants.access import member_of, needs
from tenants.audit_actions import POLICY_EDITED
from tenants.configuring.resident_chat import ChatNotOpened, close_chat, open_chat
from tenants.configuring.save_fields import save_changes
from tenants.desk.acting import actor_of
from tenants.desk.forms_policy import PolicyForm
from tenants.joining.door import sender_of
from tenants.models import Policy
from tenants.onboarding.board import mark_step


@needs("policy.edit")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def policy(request: HttpRequest) -> HttpResponse:
    """Who may enter what, from where, and how long it is kept."""
    row = get_object_or_404(Policy, pk=1)
    form = PolicyForm(request.POST or None, policy=row, sender=sender_of(request=request))
    if request.method == "POST" and form.is_valid():
        actor, now = actor_of(request=request), timezone.now()
        values, labels = form.cleaned_data, form.labels
        save_changes(row=row, values=values, labels=labels, action=POLICY_EDITED, actor=actor, now=now)
        mark_step(key="policy", state="done", person_id=member_of(request).person_id, now=now)
        messages.success(request, _("利用方針を保存しました。"))
        return redirect("tenants:policy")
    return render(request, "tenants/desk/policy.html", {"form": form, "policy": row})


@require_POST
@needs("chat.switch")
def switch_chat(request: HttpRequest) -> HttpResponse:
    """Stop the residents' chat with a reason, or open it."""
    now, actor = timezone.now(), actor_of(request=request)
    reason = request.POST.get("reason", "").strip()[:200]
    if request.POST.get("step") == "open":
        try:
            if open_chat(actor=actor, now=now):
                messages.success(request, _("住民チャットを公開しました。"))
        except ChatNotOpened as refused:
            messages.error(request, refused.sentence)
            return redirect("tenants:launch")
    elif not reason:
        messages.error(request, _("止める理由を入力してください。住民の画面に表示されます。"))
    elif close_chat(reason=reason, actor=actor, now=now):
        messages.success(request, _("住民チャットを止めました。"))
    back = request.POST.get("back", "")
    return redirect(back if _is_own_path(back) else "tenants:policy")


def _is_own_path(path: str) -> bool:
    """Whether a form may lead back there: a path of this host."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
