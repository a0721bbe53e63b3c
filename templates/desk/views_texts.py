"""Doors of the town's guidelines and policies: list, page, versions, writing, files, into the knowledge base."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.public import PromptRefused, compared
from templates.desk.forms_texts import HandInForm, TextForm
from templates.desk.library_tabs import library_tabs
from templates.desk.text_page import text_context
from templates.keeping.hand_in import hand_in
from templates.keeping.take import KINDS, take_text
from templates.keeping.write import TextChanged, begin_text, put_back, retire_texts, save_text
from templates.models import TownText
from tenants.public import access_of_request, actor_of, needs
from web.public import Cut, cut

_PAGE = 20


@require_GET
@needs("drafts.write")
def town_texts(request: HttpRequest) -> HttpResponse:
    """What the town has, the last changed first."""
    access = access_of_request(request)
    rows = TownText.objects.filter(retired_at=None)
    page: Cut[TownText] = cut(items=rows, number=request.GET.get("page"), size=_PAGE)
    context = {
        "tabs": library_tabs(access=access, here="texts"),
        "rows": page.items,
        "pages": page.pages,
        "writes": access.may("templates.manage"),
    }
    return render(request, "template_library/desk/texts.html", context)


@require_GET
@needs("drafts.write")
def town_text(request: HttpRequest, town_text_id: int) -> HttpResponse:
    """One text as it reads on paper, where it comes from, its versions."""
    row = _row(town_text_id)
    context = text_context(row=row, access=access_of_request(request))
    return render(request, "template_library/desk/text.html", context)


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def new_town_text(request: HttpRequest) -> HttpResponse:
    """Begin one of the town's own."""
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = begin_text(wording=form.wording, by=actor_of(request), now=timezone.now())
        return redirect("library:town_text", made)
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/desk/text_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def edit_town_text(request: HttpRequest, town_text_id: int) -> HttpResponse:
    """Write the next version; what a colleague wrote meanwhile is shown, not overwritten."""
    row, now = _row(town_text_id), timezone.now()
    newest = row.versions.get(number=row.number)
    form = TextForm(request.POST or None, initial={"title": newest.title, "body": newest.body})
    context = {"row": row, "form": form, "base": row.number}
    if request.method == "POST" and form.is_valid():
        said, by = request.POST.get("base", ""), actor_of(request)
        base = int(said) if said.isdecimal() else 0
        try:
            number = save_text(text_id=row.pk, wording=form.wording, based_on=base, by=by, now=now)
        except TextChanged:
            context |= {"by": newest, "lines": compared(older=newest.body, newer=form.wording.body)}
        else:
            messages.success(request, _("第%(number)d版として保存しました。") % {"number": number})
            return redirect("library:town_text", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/desk/text_edit.html", context, status=status)


@require_GET
@needs("drafts.write")
def town_text_version(request: HttpRequest, town_text_id: int, number: int) -> HttpResponse:
    """What differs between an older version and the newest."""
    row = _row(town_text_id)
    older = get_object_or_404(row.versions, number=number)
    newest = row.versions.get(number=row.number)
    context = {
        "row": row,
        "older": older,
        "newest": newest,
        "lines": compared(older=older.body, newer=newest.body),
        "writes": access_of_request(request).may("templates.manage"),
    }
    return render(request, "template_library/desk/text_version.html", context)


@require_GET
@needs("drafts.write")
def take_town_text(request: HttpRequest, town_text_id: int) -> HttpResponse:
    """As Word, PDF or Markdown."""
    row, kind = _row(town_text_id), request.GET.get("kind", "word")
    try:
        made = take_text(row=row, kind=kind if kind in KINDS else "word", actor=actor_of(request), now=timezone.now())
    except PromptRefused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("library:town_text", row.pk)
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="text-{row.pk}-{row.number}.{made.ending}"'
    return response


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def hand_in_town_text(request: HttpRequest, town_text_id: int) -> HttpResponse:
    """Into the knowledge base, where it waits for approval."""
    row, access = _row(town_text_id), access_of_request(request)
    form = HandInForm(request.POST or None, access=access)
    if request.method == "POST" and form.is_valid():
        audience, now = form.cleaned_data["audience"], timezone.now()
        section_id, actor = form.section_id, actor_of(request)
        done = hand_in(row=row, audience=audience, section_id=section_id, access=access, actor=actor, now=now)
        if done.new:
            messages.success(request, _("承認待ちの文書として知識に入れました。承認されると回答に使われます。"))
            return redirect("knowledge:batch", done.batch_id)
        messages.info(request, _("同じ内容の文書が、もう知識にあります。"))
        return redirect("library:town_text", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/desk/text_hand_in.html", {"row": row, "form": form}, status=status)


@require_POST
@needs("templates.manage")
def step_town_text(request: HttpRequest, town_text_id: int) -> HttpResponse:
    """`back` to an older version (as the next one), or `retire`."""
    row, by, now = _row(town_text_id), actor_of(request), timezone.now()
    if request.POST.get("step") == "retire":
        retire_texts(ids=[row.pk], by=by, now=now)
        messages.success(request, _("「%(title)s」の利用をやめました。") % {"title": row.title})
        return redirect("library:town_texts")
    number = request.POST.get("number", "")
    older = get_object_or_404(row.versions, number=int(number) if number.isdecimal() else 0)
    try:
        put_back(older=older, based_on=row.number, by=by, now=now)
        messages.success(request, _("第%(number)d版の文に戻しました。") % {"number": older.number})
    except TextChanged:
        messages.error(request, _("ほかの人がいま直しました。新しい文を確かめてから、もう一度戻してください。"))
    return redirect("library:town_text", row.pk)


def _row(pk: int) -> TownText:
    return get_object_or_404(TownText, pk=pk, retired_at=None)
