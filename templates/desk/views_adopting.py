"""Doors of taking over: the wizard, what the town has taken over, undoing, how newer editions come."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.public import propose_patterns
from templates.adopting.install import AdoptedAlready, Wanted, install
from templates.adopting.kinds import KINDS
from templates.adopting.local import NotSound
from templates.adopting.preview import ItemPage
from templates.adopting.standing import live_standings, see_notices, set_policy
from templates.adopting.undo import ChangedHere, undo
from templates.desk.becoming import becomes
from templates.desk.forms_adopting import AdoptForm
from templates.desk.library_tabs import library_tabs
from templates.desk.views_library import shown_item
from templates.models import Adoption, Kind
from templates.reach import Withdrawn
from tenants.public import access_of_request, actor_of, needs, town_sections


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def adopt(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Fill the blanks, see the result (`do=preview`), install (`do=install`)."""
    page = shown_item(request, item_id)
    if page.item.kind not in KINDS:
        raise Http404
    sections = town_sections() if page.item.kind == Kind.FAQ else None
    form = AdoptForm(request.POST or None, blanks=page.blanks, body=page.content, sections=sections)
    refused, valid = "", request.method == "POST" and form.is_valid()
    if valid and request.POST.get("do") == "install":
        try:
            return redirect(_installed(request, page, form))
        except Withdrawn as gone:
            refused = _("入力している間に、この版は取り下げられました（理由: %(reason)s）。何も導入していません。")
            refused %= {"reason": gone}
        except AdoptedAlready:
            refused = _("この町ではもう導入されています。「導入したもの」を確かめてください。")
        except NotSound as wrong:
            refused = " ".join(wrong.faults)
    values = form.given.values if form.is_bound else {one.name: one.value for one in page.blanks if one.value}
    context = {"page": page, "form": form, "body": page.read_with(values=values), "becomes": becomes(page=page)}
    status = 422 if request.method == "POST" and (refused or not valid) else 200
    return render(
        request, "template_library/desk/adopt.html", {**context, "refused": refused, "valid": valid}, status=status
    )


def _installed(request: HttpRequest, page: ItemPage, form: AdoptForm) -> str:
    """Install and say so; where to go on."""
    said, now, by = form.cleaned_data, timezone.now(), actor_of(request)
    wanted = Wanted(page.edition.pk, form.given.values, said["policy"])
    row = install(wanted=[wanted], access=access_of_request(request), by=by, now=now)[0]
    messages.success(request, _("「%(title)s」を町に導入しました。") % {"title": row.title})
    if said.get("propose"):
        count, there = propose_patterns(ids=row.local_ids, section_id=int(said["propose"]) or None, by=by, now=now)
        told = _("%(count)d件をFAQの提案にしました。承認されると、住民への回答に使われます。")
        messages.success(request, told % {"count": count})
        if there:
            known = _("同じ質問がすでにあるため、次は提案にしていません: %(titles)s")
            messages.warning(request, known % {"titles": "、".join(there)[:300]})
    return f"{reverse('library:adopted')}#adoption-{row.pk}"


@require_GET
@needs("drafts.write")
def adopted(request: HttpRequest) -> HttpResponse:
    """What the town uses of the library, and what of it waits."""
    access = access_of_request(request)
    context = {
        "tabs": library_tabs(access=access, here="adopted"),
        "rows": live_standings(),
        "may_install": access.may("templates.manage"),
        "policies": Adoption.Policy,
    }
    return render(request, "template_library/desk/adopted.html", context)


@require_POST
@needs("templates.manage")
def step_adoption(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """`undo` (with `sure`), `policy`, `seen`."""
    row = get_object_or_404(Adoption.objects.live(), pk=adoption_id)
    match request.POST.get("step"):
        case "undo":
            return _undone(request, row)
        case "policy" if request.POST.get("policy") in Adoption.Policy.values:
            set_policy(adoption=row, policy=request.POST["policy"], by=actor_of(request), now=timezone.now())
            messages.success(request, _("「%(title)s」の更新方法を変えました。") % {"title": row.title})
        case "seen":
            see_notices(adoption=row, ids=[int(one) for one in request.POST.getlist("notice") if one.isdecimal()])
            messages.success(request, _("お知らせを確認済みにしました。"))
    return redirect("library:adopted")


def _undone(request: HttpRequest, row: Adoption) -> HttpResponse:
    sure = request.POST.get("sure") == "1"
    try:
        undo(adoption_id=row.pk, by=actor_of(request), now=timezone.now(), sure=sure)
    except ChangedHere:
        return render(request, "template_library/desk/undo.html", {"row": row, **_kind(row)}, status=409)
    messages.success(request, _("「%(title)s」の利用をやめました。") % {"title": row.title})
    return redirect("library:adopted")


def _kind(row: Adoption) -> dict[str, Any]:
    return {"is_faq": row.kind == Kind.FAQ, "is_evaluation": row.kind == Kind.EVALUATION}
