"""Doors of a member's share of the consortium's bill."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from billing.allocating.decide import NotNow, opine
from billing.allocating.sheet_file import sheet_xlsx
from billing.allocating.sheet_pdf import sheet_pdf
from billing.allocating.showing import own_steps, shown
from billing.desk.forms_shares import OpinionForm
from billing.models import Allocation
from tenants.public import Town, actor_of, current_town, in_public, needs
from web.public import XLSX_TYPE


@require_GET
@needs("usage.see")
def shares(request: HttpRequest) -> HttpResponse:
    """What the consortium has shown to this town."""
    town = current_town()
    with in_public():
        rows = list(Allocation.objects.shown_to(town_id=town.id))
    return render(request, "billing/desk/shares.html", {"rows": rows, "today": timezone.localdate()})


@needs("usage.see")
def share(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """One sheet: how the town's own share comes about, everybody's, and the town's opinion."""
    town, may_speak = current_town(), request.access.may("budget.edit")  # type: ignore[attr-defined]  # set by `needs`
    row = _load(allocation_id, town)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and may_speak and form.is_valid():
        text, actor = form.cleaned_data["text"], actor_of(request)
        try:
            opine(allocation_id=row.pk, town=town, text=text, actor=actor, now=timezone.now())
        except NotNow as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("意見を協議会に送りました。"))
            return redirect("billing:share", allocation_id=row.pk)
    with in_public():
        page = shown(allocation=row, opinions_of=town.id)
    steps = own_steps(sheet=page.sheet, town_id=town.id) if page.sheet else ()
    context = {"row": row, "shown": page, "steps": steps, "form": form, "may_speak": may_speak, "town_id": town.id}
    return render(request, "billing/desk/share.html", {**context, "today": timezone.localdate()})


@require_GET
@needs("usage.see")
def share_file(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The calculation sheet as an Excel file, with a page of the town's own."""
    return _file(request, allocation_id, "xlsx")


@require_GET
@needs("usage.see")
def share_paper(request: HttpRequest, allocation_id: int) -> HttpResponse:
    """The same as PDF."""
    return _file(request, allocation_id, "pdf")


def _file(request: HttpRequest, allocation_id: int, ending: str) -> HttpResponse:
    town = current_town()
    row = _load(allocation_id, town)
    with in_public():
        sheet = shown(allocation=row).sheet
    if sheet is None:
        text = _("協議会が数を直しているため、計算書はまだありません。直し終わると、この画面からダウンロードできます。")
        messages.error(request, text)
        return redirect("billing:share", allocation_id=row.pk)
    own = [one for one in sheet.rows if one.town_id == town.id]
    if ending == "pdf":
        response = HttpResponse(sheet_pdf(sheet=sheet, of=own), content_type="application/pdf")
    else:
        response = HttpResponse(sheet_xlsx(sheet=sheet, of=own), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="share-{row.fiscal_year}-{town.code}.{ending}"'
    return response


def _load(allocation_id: int, town: Town) -> Allocation:
    with in_public():
        return get_object_or_404(Allocation.objects.shown_to(town_id=town.id), pk=allocation_id)
