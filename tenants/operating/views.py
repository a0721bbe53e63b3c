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
from tenants.operating.backups import last_backups
from tenants.operating.board import console_board
from tenants.operating.close import ClosingRefused, announce_closing, take_back_closing
from tenants.operating.form_town import ClosingForm
from tenants.operating.health import check_database, checks
from tenants.operating.one_town import town_page
from tenants.operating.open_form import OpenTownForm
from tenants.operating.suspend import resume_town, suspend_town
from tenants.operating.towns import HEALTHS, STATES, Wanted, town_list


@require_GET
@needs_operator
def home(request: HttpRequest) -> HttpResponse:
    """What has to be looked after, and the whole in figures."""
    board = console_board(operator_id=operator_of(request).pk, now=timezone.now())
    return render(request, "tenants/operator/home.html", {"board": board})


@require_GET
@needs_operator
def towns(request: HttpRequest) -> HttpResponse:
    """All towns with their figures, to sort, to filter, to search."""
    asked = {key: request.GET.get(key, "") for key in ("state", "health", "sort")}
    wanted = Wanted(words=request.GET.get("q", "").strip(), number=request.GET.get("page", ""), **asked)
    context = {"list": town_list(wanted=wanted), "wanted": wanted, "states": STATES, "healths": HEALTHS}
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
    """One town: state, figures, pictures, alerts, grants, end."""
    return _town_page(request, town_id, ClosingForm())


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


@require_POST
@needs_operator
def announce_end(request: HttpRequest, town_id: int) -> HttpResponse:
    """Say when the town closes."""
    row, form = get_object_or_404(Municipality, pk=town_id), ClosingForm(request.POST)
    if not form.is_valid():
        return _town_page(request, row.pk, form)
    try:
        announce_closing(town_id=row.pk, operator=operator_of(request), now=timezone.now(), **form.cleaned_data)
    except ClosingRefused as refused:
        form.add_error("last_day" if row.closed_at is None else None, str(refused))
        return _town_page(request, row.pk, form)
    messages.success(request, _("%(name)sの利用終了を予告しました。自治体の画面に表示されます。") % {"name": row.name})
    return redirect("operating:town", town_id=row.pk)


@require_POST
@needs_operator
def take_back_end(request: HttpRequest, town_id: int) -> HttpResponse:
    """The town goes on."""
    row = get_object_or_404(Municipality, pk=town_id)
    try:
        if take_back_closing(town_id=row.pk, operator=operator_of(request), now=timezone.now()):
            messages.success(request, _("%(name)sの利用終了を取りやめました。") % {"name": row.name})
    except ClosingRefused as refused:
        messages.error(request, str(refused))
    return redirect("operating:town", town_id=row.pk)


def _town_page(request: HttpRequest, town_id: int, form: ClosingForm) -> HttpResponse:
    row = get_object_or_404(Municipality.objects.with_host().select_related("consortium"), pk=town_id)
    domains = row.domains.order_by("domain")
    context = {"town": row, "domains": domains, "page": town_page(town=row), "form": form, "states": STATES}
    return render(request, "tenants/operator/town.html", context)


@require_GET
@needs_operator
def health(request: HttpRequest) -> HttpResponse:
    """The state of the service."""
    context = {"checks": checks(), "backups": last_backups(now=timezone.now())}
    return render(request, "tenants/operator/health.html", context)


@require_GET
def live(_request: HttpRequest) -> HttpResponse:
    """Probe: the process answers."""
    return JsonResponse({"status": "ok"})


@require_GET
def ready(_request: HttpRequest) -> HttpResponse:
    """Probe: the process can serve, its database answers."""
    check = check_database()
    return JsonResponse({"status": "ok" if check.well else "unavailable"}, status=200 if check.well else 503)
