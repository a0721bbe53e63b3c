"""Doors of invitations: send, send again, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenants.access import needs
from tenants.desk.acting import actor_of
from tenants.desk.forms_people import InviteForm
from tenants.joining.invitations import send_again, send_invitation, withdraw_invitation
from tenants.models import Invitation


@needs("people.manage")
def invite_person(request: HttpRequest) -> HttpResponse:
    """The form that invites somebody."""
    form = InviteForm(request.POST or None, initial={"role": "staff"})
    if request.method == "POST" and form.is_valid():
        section = form.cleaned_data["section"]
        invited = send_invitation(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            roles=[form.cleaned_data["role"]],
            section_key=section.key if section else "",
            actor=actor_of(request=request),
            now=timezone.now(),
        )
        messages.success(request, _("%(email)sへ招待メールを送りました。") % {"email": invited.email})
        return redirect("tenants:people")
    return render(request, "tenants/desk/invite.html", {"form": form})


@require_POST
@needs("people.manage")
def resend(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Send a new link."""
    row = _open_invitation(invitation_id)
    send_again(row=row, actor=actor_of(request=request), now=timezone.now())
    messages.success(request, _("%(email)sへ、新しい招待メールを送りました。") % {"email": row.email})
    return redirect("tenants:people")


@require_POST
@needs("people.manage")
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Make a link worthless."""
    row = _open_invitation(invitation_id)
    withdraw_invitation(row=row, actor=actor_of(request=request), now=timezone.now())
    messages.success(request, _("%(email)sへの招待を取り消しました。") % {"email": row.email})
    return redirect("tenants:people")


def _open_invitation(invitation_id: int) -> Invitation:
    return get_object_or_404(Invitation, pk=invitation_id, accepted_at=None, withdrawn_at=None)
