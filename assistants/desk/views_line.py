"""Doors of the LINE settings: connect, test, disconnect."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from assistants.desk.forms_line import LineForm
from assistants.line.channel import connect, disconnect, stored_keys
from assistants.line.checking import LineReport, check_line
from assistants.models import LineChannel
from tenants.public import absolute_link, actor_of, needs


@sensitive_post_parameters("channel_secret", "access_token")
@needs("channels.manage")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def line(request: HttpRequest) -> HttpResponse:
    """The connection, the address to copy, a test. A token that LINE does not know is not stored."""
    stored = stored_keys()
    form, report = LineForm(request.POST or None, stored=stored), None
    if request.method == "POST" and form.is_valid():
        saves = request.POST.get("step") != "test"
        report = _checked(form, with_webhook=not saves)
        if saves and report.usable:
            keys, now = form.keys, timezone.now()
            connect(keys=keys, bot_name=report.bot_name, basic_id=report.basic_id, actor=actor_of(request), now=now)
            messages.success(request, _("LINE「%(name)s」を接続しました。") % {"name": report.bot_name})
            return redirect("assistants:line")
    context = {"form": form, "row": LineChannel.objects.first(), "address": _address(), "report": report}
    return render(request, "assistants/desk/line.html", {**context, "readable": stored is not None})


@require_POST
@needs("channels.manage")
@reauthentication_required  # type: ignore[untyped-decorator]
def drop(request: HttpRequest) -> HttpResponse:
    """Disconnect: both secrets are forgotten."""
    disconnect(actor=actor_of(request), now=timezone.now())
    messages.success(request, _("LINEの接続をやめました。保存した鍵は消しました。"))
    return redirect("assistants:line")


def _checked(form: LineForm, *, with_webhook: bool) -> LineReport:
    return check_line(token=form.keys.token, webhook_address=_address(), with_webhook=with_webhook)


def _address() -> str:
    return absolute_link(path=reverse("assistants:line_webhook"))
