"""Pages of single rows of garbage editions: an item, the days of a kind, days off."""

from typing import Any, Final

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.forms_garbage import BreakForm, ItemForm, RowForm, RuleForm
from knowledge.models import CollectionException, CollectionRule, GarbageEdition, GarbageItem
from knowledge.readers import approvable_by, editable_by, may_approve_for
from knowledge.sorting.editing import approve_row, retire_row, write_row
from knowledge.sorting.import_files import first_day
from tenants.public import access_of_request, needs

_MODELS: Final[dict[str, type[GarbageItem] | type[CollectionRule] | type[CollectionException]]] = {
    "item": GarbageItem,
    "rule": CollectionRule,
    "break": CollectionException,
}
_KINDS: Final = {"items": ("item",), "days": ("rule", "break")}


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def garbage_row_new(request: HttpRequest, edition_id: int) -> HttpResponse:
    """A new row; `?kind=` item, rule or break."""
    edition = _edition(request, edition_id)
    return _edit(request, edition, _kind(request, edition), None)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def garbage_row(request: HttpRequest, edition_id: int, row_id: int) -> HttpResponse:
    """Another wording of a row."""
    edition = _edition(request, edition_id)
    kind = _kind(request, edition)
    row = get_object_or_404(_MODELS[kind].objects.filter(edition=edition, retired_at=None), pk=row_id)
    return _edit(request, edition, kind, row)


@require_POST
@needs("knowledge.edit")
def garbage_row_decide(request: HttpRequest, edition_id: int, row_id: int) -> HttpResponse:
    """Release a proposed row, or take a row out."""
    edition = _edition(request, edition_id)
    access, kind = access_of_request(request), _kind(request, edition)
    approving = request.POST.get("wish") == "approve"
    if approving and not GarbageEdition.objects.filter(approvable_by(access=access), pk=edition.pk).exists():
        raise Http404
    try:
        decide = approve_row if approving else retire_row
        stored = "exception" if kind == "break" else kind
        decide(edition_id=edition.pk, kind=stored, row_id=row_id, by=actor_of(access=access), now=timezone.now())
    except LookupError:
        raise Http404 from None
    messages.success(request, _("承認しました。") if approving else _("外しました。"))
    return redirect("knowledge:garbage_edition", edition_id=edition.pk)


def _edit(request: HttpRequest, edition: GarbageEdition, kind: str, row: Model | None) -> HttpResponse:
    access = access_of_request(request)
    approves = edition.approved_at is None or may_approve_for(access=access, section_id=edition.section_id)
    form = _form(request, edition, kind, row)
    if request.method == "POST" and form.is_valid():
        try:
            write_row(
                edition_id=edition.pk,
                words=form.words(),
                replaces=row.pk if row else None,
                approved=approves,
                by=actor_of(access=access),
                now=timezone.now(),
            )
        except LookupError:
            raise Http404 from None
        messages.success(request, _("保存しました。") if approves else _("案を出しました。課長の承認を待ちます。"))
        return redirect("knowledge:garbage_edition", edition_id=edition.pk)
    context = {"form": form, "edition": edition, "row": row, "kind": kind, "approves": approves}
    return render(request, "knowledge/garbage/row.html", context)


def _form(request: HttpRequest, edition: GarbageEdition, kind: str, row: Model | None) -> RowForm:
    posted, initial = request.POST or None, _initial(row)
    if kind == "rule":
        return RuleForm(posted, initial=initial, first=first_day(edition=edition))
    return ItemForm(posted, initial=initial) if kind == "item" else BreakForm(posted, initial=initial)


def _initial(row: Model | None) -> dict[str, Any]:
    if row is None:
        return {}
    values = dict(vars(row))
    for name in ("category", "district"):
        values[name] = str(getattr(row, name, None) or "")
    values["other_names"] = "、".join(values.get("other_names", ()))
    return values


def _edition(request: HttpRequest, edition_id: int) -> GarbageEdition:
    mine = GarbageEdition.objects.filter(editable_by(access=access_of_request(request)), withdrawn_at=None)
    return get_object_or_404(mine, pk=edition_id)


def _kind(request: HttpRequest, edition: GarbageEdition) -> str:
    kinds = _KINDS[edition.kind]
    kind = request.GET.get("kind", kinds[0])
    if kind not in kinds:
        raise Http404
    return kind
