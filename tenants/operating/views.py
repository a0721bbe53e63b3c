"""Doors of the operator's console."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import needs_operator, operator_of
from tenants.models import Municipality
from tenants.opening.municipality_list import search_municipalities
from tenants.opening.open_town import TownNotOpened, open_town
from tenants.operating.figures import figures
from tenants.operating.health import check_database, checks
from tenants.operating.open_form import OpenTownForm
from tenants.operating.suspend import resume_town, suspend_town
from tenants.operating.towns import town_page


@require_GET
@needs_operator
def towns(request: HttpRequest) -> HttpResponse:
    """All towns with their counts."""
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    pages, rows = town_page(words=words, state=state, number=request.GET.get("page", ""))
    context = {"pages": pages, "rows": rows, "figures": figures(), "q": words, "state": state}
    return render(request, "tenants/operator/towns.html", context)


@needs_operator
def open_one(request: HttpRequest) -> HttpResponse:
    """The form that opens a town."""
    form = OpenTownForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid() and form.municipality:
        try:
            opened = open_town(
                municipality=form.municipality,
                consortium_id=form.cleaned_data["consortium"].pk,
                admin_email=form.cleaned_data["admin_email"],
                admin_name=form.cleaned_data["admin_name"],
                host=form.host,
                opened_by=operator_of(request).name,
                now=timezone.now(),
            )
        except TownNotOpened as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("%(name)sを開設し、招待メールを送りました。") % {"name": opened.town.name})
            return redirect("operating:town", town_id=opened.town.id)
    found = search_municipalities(words=request.GET.get("q", ""))
    context = {"form": form, "found": found, "q": request.GET.get("q", "")}
    return render(request, "tenants/operator/open.html", context)


@require_GET
@needs_operator
def town(request: HttpRequest, town_id: int) -> HttpResponse:
    """One town: hosts, state, suspension."""
    row = get_object_or_404(Municipality.objects.with_host().select_related("consortium"), pk=town_id)
    return render(request, "tenants/operator/town.html", {"town": row, "domains": row.domains.order_by("domain")})


@require_POST
@needs_operator
def suspend(request: HttpRequest, town_id: int) -> HttpResponse:
    """Close a town's doors; a reason is asked for, because the town reads it."""
    reason = request.POST.get("reason", "").strip()[:200]
    row = get_object_or_404(Municipality, pk=town_id)
    if not reason:
        messages.error(request, _("停止する理由を入力してください。自治体の画面に表示されます。"))
    elif suspend_town(town_id=row.pk, reason=reason, operator=operator_of(request), now=timezone.now()):
        messages.success(request, _("%(name)sの利用を停止しました。データは残っています。") % {"name": row.name})
    return redirect("operating:town", town_id=row.pk)


@require_POST
@needs_operator
def resume(request: HttpRequest, town_id: int) -> HttpResponse:
    """Open a town's doors again."""
    row = get_object_or_404(Municipality, pk=town_id)
    if resume_town(town_id=row.pk, operator=operator_of(request), now=timezone.now()):
        messages.success(request, _("%(name)sの利用を再開しました。") % {"name": row.name})
    return redirect("operating:town", town_id=row.pk)


@require_GET
@needs_operator
def health(request: HttpRequest) -> HttpResponse:
    """The state of the service."""
    return render(request, "tenants/operator/health.html", {"checks": checks()})


@require_GET
def live(_request: HttpRequest) -> HttpResponse:
    """Probe: the process answers."""
    return JsonResponse({"status": "ok"})


@require_GET
def ready(_request: HttpRequest) -> HttpResponse:
    """Probe: the process can serve, its database answers."""
    check = check_database()
    return JsonResponse({"status": "ok" if check.well else "unavailable"}, status=200 if check.well else 503)
