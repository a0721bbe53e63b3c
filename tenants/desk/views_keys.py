"""Doors of the keys for programs: list, make (shown once), revoke."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import needs
from tenants.desk.acting import actor_of
from tenants.desk.forms_keys import KeyForm
from tenants.issuing_keys.make_key import make_key, revoke_key
from tenants.issuing_keys.scopes import Scope
from tenants.models import ApiKey

_MOST_SHOWN = 200


@require_GET
@needs("keys.manage")
def api_keys(request: HttpRequest) -> HttpResponse:
    """All keys with their state; those that open something stand first."""
    now, words = timezone.now(), dict(Scope.choices)
    rows = list(ApiKey.objects.select_related("created_by")[:_MOST_SHOWN])
    lines = [(row, _state(row), [words[scope] for scope in row.scopes if scope in words]) for row in rows]
    lines.sort(key=lambda line: line[1] != "open")
    return render(request, "tenants/desk/keys.html", {"lines": lines, "now": now})


@needs("keys.manage")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def new_api_key(request: HttpRequest) -> HttpResponse:
    """Make a key; the answer to the post is the only page that ever shows it."""
    form = KeyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "tenants/desk/key.html", {"form": form})
    typed = form.cleaned_data
    made = make_key(
        name=typed["name"],
        scopes=typed["scopes"],
        most_a_minute=typed["most_a_minute"],
        expires_at=form.expires_at,
        actor=actor_of(request=request),
        now=timezone.now(),
    )
    return render(request, "tenants/desk/key_made.html", {"made": made})


@require_POST
@needs("keys.manage")
@reauthentication_required  # type: ignore[untyped-decorator]
def revoke_api_key(request: HttpRequest, api_key_id: int) -> HttpResponse:
    """Make a key worthless."""
    row = get_object_or_404(ApiKey, pk=api_key_id)
    revoke_key(row=row, actor=actor_of(request=request), now=timezone.now())
    messages.success(request, _("鍵「%(name)s」を無効にしました。") % {"name": row.name})
    return redirect("tenants:api_keys")


def _state(row: ApiKey) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at is not None and row.expires_at <= timezone.now() else "open"
