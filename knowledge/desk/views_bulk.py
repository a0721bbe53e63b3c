"""Pages of changes to many documents: choose, look at what would change, do it, undo it."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from knowledge.changing.apply import UNDO_FOR, NotUndone, PlanChanged, apply_change, seal_preview, undo_change
from knowledge.changing.plan import MOST, Plan, plan_change
from knowledge.changing.rows import ChangedRow
from knowledge.desk.asking import actor_of
from knowledge.desk.change_words import Names, in_words
from knowledge.desk.changed_titles import titles_of
from knowledge.desk.forms_bulk import BulkForm
from knowledge.desk.listing import Wanted, matching
from knowledge.models import BulkChange, Document
from knowledge.readers import listed_for
from tenants.public import Access, access_of_request, needs
from web.public import Cut, cut

_WHOLE_TOWN = "policy.edit"  # as in knowledge.readers


@require_POST
@needs("knowledge.edit")
def bulk(request: HttpRequest) -> HttpResponse:
    """Step by step through one address: the chosen ids and the form travel along."""
    access, ids = access_of_request(request), _chosen(request)
    if not ids:
        messages.error(request, _("文書が選ばれていません。一覧で、変えたい文書に印を付けてください。"))
        return redirect("knowledge:documents")
    step = request.POST.get("go")
    form = BulkForm(request.POST if step else None, access=access)
    if not step or not form.is_valid():
        return _choose(request, form, ids)
    if step == "apply":
        try:
            return _apply(request, form, ids)
        except PlanChanged:
            messages.warning(request, _("確認のあとで文書が変わりました。もう一度、変わる内容を確かめてください。"))
    now = timezone.now()
    plan = plan_change(ids=ids, wish=form.wish(), access=access, now=now)
    return _preview(request, form, plan, seal_preview(seen=plan.seen, now=now))


@require_GET
@needs("knowledge.edit")
def change_list(request: HttpRequest) -> HttpResponse:
    """What was changed in bulk, newest first."""
    page: Cut[BulkChange] = cut(items=_changes(access_of_request(request)), number=request.GET.get("page", ""))
    rows = [(change, len(change.rows)) for change in page.items]
    return render(request, "knowledge/changes.html", {"rows": rows, "pages": page.pages})


@require_GET
@needs("knowledge.edit")
def change_page(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change: each row before and after, and the way back."""
    change = get_object_or_404(_changes(access_of_request(request)), pk=change_id)
    names, rows = Names.of_town(), [ChangedRow(**row) for row in change.rows]
    titles = titles_of(rows=rows)
    told = [(titles.get((row.table, row.id), "—"), in_words(row=row, names=names)) for row in rows]
    may_undo = change.undone_at is None and change.at > timezone.now() - UNDO_FOR
    return render(request, "knowledge/change.html", {"change": change, "rows": told, "may_undo": may_undo})


@require_POST
@needs("knowledge.edit")
def change_undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a change back."""
    access = access_of_request(request)
    change = get_object_or_404(_changes(access), pk=change_id)
    try:
        back, left = undo_change(change_id=change.pk, by=actor_of(access=access), now=timezone.now())
    except NotUndone:
        messages.error(request, _("元に戻せませんでした。すでに戻したか、そのあとで別の変更がされています。"))
        return redirect("knowledge:change", change_id=change.pk)
    said = _("%(count)s件を元に戻しました。") % {"count": back}
    if left:
        said += _("%(count)s件は、そのあとで変えられていたので、いまのままにしました。") % {"count": left}
    messages.success(request, said)
    return redirect("knowledge:change", change_id=change.pk)


def _apply(request: HttpRequest, form: BulkForm, ids: list[int]) -> HttpResponse:
    access, now, seen = access_of_request(request), timezone.now(), request.POST.get("seen", "")
    by = actor_of(access=access)
    change = apply_change(ids=ids, wish=form.wish(), seen=seen, access=access, by=by, now=now)
    messages.success(request, _("%(count)s件を変更しました。この画面から元に戻せます。") % {"count": len(change.rows)})
    return redirect("knowledge:change", change_id=change.pk)


def _choose(request: HttpRequest, form: BulkForm, ids: list[int]) -> HttpResponse:
    listed = Document.objects.filter(listed_for(access=access_of_request(request)), pk__in=ids)
    titles = list(listed.order_by("title").values_list("title", flat=True))
    context = {"form": form, "ids": ids, "titles": titles, "most": MOST}
    return render(request, "knowledge/bulk.html", context)


def _preview(request: HttpRequest, form: BulkForm, plan: Plan, seen: str) -> HttpResponse:
    names = Names.of_town()
    rows = [(row, in_words(row=row.change, names=names)) for row in plan.changing]
    ids = [row.document.pk for row in plan.rows]
    hidden = [(name, value) for name in form.fields for value in request.POST.getlist(name) if value]
    context = {"plan": plan, "rows": rows, "ids": ids, "seen": seen, "hidden": hidden}
    return render(request, "knowledge/bulk_preview.html", context)


def _chosen(request: HttpRequest) -> list[int]:
    """Ids that were ticked, or all that meet the filters of the list."""
    if "all" in request.POST:
        wanted = Wanted.of(QueryDict(request.POST["all"]))
        rows = matching(access=access_of_request(request), wanted=wanted, today=timezone.localdate())
        return list(rows.values_list("pk", flat=True)[:MOST])
    return [int(each) for each in request.POST.getlist("ids")[:MOST] if each.isdecimal() and len(each) < 10]  # noqa: PLR2004  fits a bigint


def _changes(access: Access) -> QuerySet[BulkChange]:
    mine = Q() if access.may(_WHOLE_TOWN) else Q(by=access.person_id)
    return BulkChange.objects.filter(mine).select_related("by", "undone_by")
