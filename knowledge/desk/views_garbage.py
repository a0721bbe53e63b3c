"""Pages of garbage editions: take sheets in, look at their columns, release them, take them back."""

from pathlib import PurePath

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.forms_garbage import EditionForm, GarbageColumnsForm
from knowledge.desk.listing_garbage import editions_of, page_of
from knowledge.ingesting.failures import explain
from knowledge.ingesting.refused import Refused
from knowledge.models import GarbageEdition
from knowledge.readers import approvable_by, editable_by, listed_rows_for, not_by
from knowledge.sorting.editing import approve_edition, withdraw_edition
from knowledge.sorting.export import export_edition
from knowledge.sorting.receive_garbage import receive_sheets, take_columns, waiting_sheet
from tenants.public import access_of_request, needs


@require_GET
@needs("knowledge.read")
def garbage_editions(request: HttpRequest) -> HttpResponse:
    """All editions, and what speaks today."""
    access = access_of_request(request)
    context = {
        "editions": editions_of(access=access, today=timezone.localdate()),
        "may_edit": access.may("knowledge.edit"),
    }
    return render(request, "knowledge/garbage/editions.html", context)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def garbage_items_new(request: HttpRequest) -> HttpResponse:
    """Take a dictionary in."""
    return _new(request, GarbageEdition.Kind.ITEMS.value)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def garbage_days_new(request: HttpRequest) -> HttpResponse:
    """Take a calendar in."""
    return _new(request, GarbageEdition.Kind.DAYS.value)


def _new(request: HttpRequest, kind: str) -> HttpResponse:
    access = access_of_request(request)
    form = EditionForm(request.POST or None, request.FILES or None, access=access, kind=kind)
    if request.method == "POST" and form.is_valid():
        files = [(PurePath(file.name).name, file.read()) for file in form.cleaned_data["uploads"]]
        try:
            edition_id = receive_sheets(
                kind=kind, words=form.cleaned_data, files=files, by_id=access.person_id, now=timezone.now()
            )
        except Refused as refused:
            told = explain(code=refused.code.value)
            form.add_error("uploads", " ".join(str(word) for word in (told.what, told.why, told.next_step)))
        else:
            return redirect("knowledge:garbage_columns", edition_id=edition_id)
    return render(request, "knowledge/garbage/new.html", {"form": form, "kind": kind})


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def garbage_columns(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Which column holds what, the first rows beside it, and what could not be read."""
    access = access_of_request(request)
    open_still = GarbageEdition.objects.filter(editable_by(access=access), approved_at=None, withdrawn_at=None)
    edition = get_object_or_404(open_still, pk=edition_id)
    try:
        sheet = waiting_sheet(edition=edition)
        headers, guessed = (sheet.headers, sheet.columns) if sheet else ((), {})
        form = GarbageColumnsForm(request.POST or None, kind=edition.kind, headers=headers, guessed=guessed)
        if request.method == "POST" and (sheet is None or form.is_valid()):
            columns = form.cleaned_data if sheet else None
            troubles = take_columns(edition=edition, columns=columns, by=actor_of(access=access), now=timezone.now())
            context = {"edition": edition, "troubles": troubles}
            return render(request, "knowledge/garbage/taken.html", context)
    except Refused as refused:
        context = {"told": explain(code=refused.code.value), "edition": edition}
        return render(request, "knowledge/garbage/refused.html", context, status=422)
    return render(request, "knowledge/garbage/columns.html", {"edition": edition, "sheet": sheet, "form": form})


@require_GET
@needs("knowledge.read")
def garbage_edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """One edition with its rows."""
    access = access_of_request(request)
    edition = get_object_or_404(_listed(request).select_related("section"), pk=edition_id)
    words = request.GET.get("q", "").strip()[:60]
    context = page_of(edition=edition, words=words, number=request.GET.get("page", ""))
    mine = GarbageEdition.objects.filter(pk=edition.pk)
    context |= {
        "may_edit": mine.filter(editable_by(access=access), withdrawn_at=None).exists(),
        "may_approve": mine.filter(approvable_by(access=access) & not_by(access=access, maker="created_by")).exists(),
    }
    return render(request, "knowledge/garbage/edition.html", context)


@require_POST
@needs("knowledge.edit")
def garbage_decide(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Release an edition, or take it back."""
    access = access_of_request(request)
    approving = request.POST.get("wish") == "approve"
    allowed = editable_by(access=access)
    if approving:
        allowed = approvable_by(access=access) & not_by(access=access, maker="created_by")
    edition = get_object_or_404(GarbageEdition.objects.filter(allowed, withdrawn_at=None), pk=edition_id)
    decide = approve_edition if approving else withdraw_edition
    decide(edition_id=edition.pk, by=actor_of(access=access), now=timezone.now())
    messages.success(request, _("承認しました。次の質問から使われます。") if approving else _("取り下げました。"))
    return redirect("knowledge:garbage_edition", edition_id=edition.pk)


@require_GET
@needs("knowledge.read")
def garbage_export(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The current rows as CSV."""
    edition = get_object_or_404(_listed(request), pk=edition_id)
    breaks = request.GET.get("rows") == "breaks"
    response = HttpResponse(export_edition(edition=edition, breaks=breaks), content_type="text/csv; charset=utf-8")
    name = f"gomi-{edition.kind}{'-yasumi' if breaks else ''}-{edition.number}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _listed(request: HttpRequest) -> QuerySet[GarbageEdition]:
    return GarbageEdition.objects.filter(listed_rows_for(access=access_of_request(request)))
