"""Door of the town's profile."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.access import needs
from tenants.audit_actions import PROFILE_EDITED
from tenants.configuring.save_fields import save_changes
from tenants.desk.acting import actor_of
from tenants.desk.forms_profile import ProfileForm
from tenants.models import Profile


@needs("profile.edit")
def profile(request: HttpRequest) -> HttpResponse:
    """What the town says of itself."""
    row = get_object_or_404(Profile, pk=1)
    form = ProfileForm(request.POST or None, profile=row)
    if request.method == "POST" and form.is_valid():
        save_changes(
            row=row,
            values=form.values,
            labels=form.labels,
            action=PROFILE_EDITED,
            actor=actor_of(request=request),
            now=timezone.now(),
        )
        messages.success(request, _("町の情報を保存しました。次の答えから使われます。"))
        return redirect("tenants:profile")
    context = {
        "form": form,
        "heading": _("町の情報"),
        "lead": _("住民への案内と、文書の差込みに使います。わかるところから入力してください。"),
        "submit": _("保存する"),
    }
    return render(request, "tenants/desk/form.html", context)
