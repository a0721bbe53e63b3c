"""Doors of exchange with other installations: a signed file out, another's in, whose keys are known."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from templates.console.exchange_page import exchange_context
from templates.console.forms_moderation import ImportForm, InstallationForm
from templates.models import KnownInstallation, SharedItem
from templates.sharing.exchange import ExchangeRefused, export_library, import_library
from templates.sharing.installations import InstallationKnown, forget_installation, know_installation
from templates.sharing.signing import NoSigningKey
from tenants.public import actor_of, consortiums, needs_operator


@require_http_methods(["GET", "POST"])
@needs_operator
def exchange(request: HttpRequest) -> HttpResponse:
    """Our key, the others', a file in."""
    form = ImportForm(request.POST or None, request.FILES or None, bodies=consortiums())
    faults: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        data, consortium_id = form.cleaned_data["file"].read(), form.cleaned_data["consortium"]
        try:
            taken = import_library(data=data, consortium_id=consortium_id, actor=actor_of(request), now=timezone.now())
        except ExchangeRefused as refused:
            faults = refused.faults
        else:
            words = {"name": taken.installation, "new": len(taken.new), "known": taken.known}
            messages.success(
                request,
                _("「%(name)s」から%(new)d件を読み込みました（すでにあったもの%(known)d件）。") % words,
            )
            return redirect("moderation:items")
    context = {**exchange_context(), "form": form, "faults": faults, "known_form": InstallationForm()}
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/console/exchange.html", context, status=status)


@require_POST
@needs_operator
def export(request: HttpRequest) -> HttpResponse:
    """All own items, or one, as a signed file."""
    ids = None
    if item_id := request.POST.get("item"):
        found = SharedItem.objects.filter(pk__in=[item_id] if _is_uuid(item_id) else []).values_list("pk", flat=True)
        ids = list(found)
    now = timezone.now()
    try:
        data = export_library(item_ids=ids, actor=actor_of(request), now=now)
    except NoSigningKey:
        messages.error(request, _("署名の鍵がありません。YUIMACHI_LIBRARY_KEY を設定してください。"))
        return redirect("moderation:exchange")
    response = HttpResponse(data, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="library-{timezone.localdate(now):%Y%m%d}.json"'
    return response


@require_POST
@needs_operator
def know(request: HttpRequest) -> HttpResponse:
    """Register another installation's key."""
    form = InstallationForm(request.POST)
    if not form.is_valid():
        context = {**exchange_context(), "form": ImportForm(bodies=consortiums()), "known_form": form}
        return render(request, "template_library/console/exchange.html", context, status=422)
    try:
        know_installation(**form.cleaned_data, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("相手先を登録しました。その署名のあるファイルを読み込めます。"))
    except InstallationKnown as wrong:
        messages.error(request, str(wrong))
    return redirect("moderation:exchange")


@require_POST
@needs_operator
def forget(request: HttpRequest, installation_id: int) -> HttpResponse:
    """Take a key away."""
    row = get_object_or_404(KnownInstallation, pk=installation_id)
    forget_installation(row=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("相手先の鍵を消しました。読み込み済みのひな形は残ります。"))
    return redirect("moderation:exchange")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
