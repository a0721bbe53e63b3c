"""Doors of the board of wishes and of what the town gives."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from templates.desk.forms_wishes import SettingsForm, WishForm
from templates.desk.library_tabs import library_tabs
from templates.proving.crossing import MayNotCross
from templates.proving.settle import settle_library, settled
from templates.reach import OutOfReach
from templates.wishing.board import answer_wish, board, own_items, support, write_wish
from tenants.public import access_of_request, actor_of, needs


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def wishes(request: HttpRequest) -> HttpResponse:
    """What towns miss, and a place to say so."""
    access = access_of_request(request)
    may_write = access.may("templates.manage")
    form = WishForm(request.POST or None)
    if request.method == "POST" and may_write and form.is_valid():
        try:
            write_wish(text=form.cleaned_data["text"], actor=actor_of(request), now=timezone.now())
        except MayNotCross as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("要望を載せました。"))
            return redirect("library:wishes")
    context = {"form": form, "may_write": may_write, "gives": settled(), "items": own_items() if may_write else ()}
    context |= {"wishes": board(), "done": board(closed=True), "tabs": library_tabs(access=access, here="wishes")}
    return render(request, "template_library/desk/wishes.html", context, status=422 if form.errors else 200)


@require_POST
@needs("templates.manage")
def step_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Want it too, mean to write it, or point to what is there."""
    step, actor, now = request.POST.get("step", ""), actor_of(request), timezone.now()
    try:
        if step == "answer":
            answer_wish(wish_id=wish_id, item_id=_uuid(request.POST.get("item", "")), actor=actor, now=now)
            messages.success(request, _("要望に、ひな形を挙げました。"))
        else:
            support(wish_id=wish_id, offers=step == "offer", actor=actor, now=now)
            messages.success(request, _("作る町として載せました。") if step == "offer" else _("要望に加わりました。"))
    except OutOfReach as none:
        raise Http404 from none
    return redirect("library:wishes")


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def library_settings(request: HttpRequest) -> HttpResponse:
    """What the town gives of its use, and what a thing must reach here."""
    form = SettingsForm(request.POST or None, initial=asdict(settled()))
    if request.method == "POST" and form.is_valid():
        if settle_library(wanted=form.wanted(), actor=actor_of(request), now=timezone.now()):
            messages.success(request, _("共有の設定を保存しました。"))
        return redirect("library:settings")
    return render(
        request, "template_library/desk/library_settings.html", {"form": form}, status=422 if form.errors else 200
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
