"""Doors for those who come in: the town's first address, and the page behind an invitation's link."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tenants.joining.accept import InvitationWorthless, accept_invitation, open_invitation
from tenants.joining.accept_form import AcceptForm


def root(request: HttpRequest) -> HttpResponse:
    """A town's first address: staff come home, everybody else to the residents' chat."""
    return redirect("tenants:home" if request.user.is_authenticated else "assistants:chat")


@never_cache
@sensitive_post_parameters()
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind an invitation's link; every key that does not open says the same."""
    now = timezone.now()
    try:
        invitation = open_invitation(key=key, now=now)
        form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
        if request.method == "POST" and form.is_valid():
            values = {field: form.cleaned_data[field] for field in ("name", "kana", "password")}
            person = accept_invitation(key=key, now=now, **values)
            return perform_login(request, person, redirect_url="/")  # type: ignore[no-any-return]  # allauth has no types
    except InvitationWorthless:
        return render(request, "tenants/invitation_worthless.html", status=404)
    return render(request, "tenants/accept_invitation.html", {"form": form, "invitation": invitation})
