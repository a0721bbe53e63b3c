"""Doors of drafts: list, begin, write with the check beside, versions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.compare_texts import compared
from assistants.desk.draft_page import draft_context, looked_at
from assistants.desk.draft_shown import draft_shown
from assistants.desk.drafts_open import draft_of, number_in, written_text
from assistants.desk.forms_drafts import HeadForm, head_of
from assistants.drafting.begin_from import Begun, begun_from_answer, begun_from_run
from assistants.drafting.find import DraftUnknown, drafts_page, version_of, waiting_for
from assistants.drafting.order import begin_written, wish_text
from assistants.drafting.write import ChangedMeanwhile, begin, describe, save
from assistants.names_offered import NamesToDecide, decided_in
from assistants.prompting.run import model_missing
from assistants.refusals import Refused
from assistants.typed import cleaned
from tenants.public import access_of_request, actor_of, needs
from web.public import Tab, wants_piece


@require_GET
@needs("drafts.write")
def drafts(request: HttpRequest) -> HttpResponse:
    """The person's own, the section's, and what waits for approval."""
    access, tab = access_of_request(request), request.GET.get("tab", "mine")
    chosen = tab if tab in ("mine", "section", "approve") else "mine"
    words = request.GET.get("q", "").strip()[:100]
    page = drafts_page(access=access, tab=chosen, words=words, page=request.GET.get("page", ""))  # type: ignore[arg-type]
    tabs = [
        Tab(_("自分の下書き"), "?tab=mine", chosen == "mine"),
        Tab(_("課の下書き"), "?tab=section", chosen == "section"),
        Tab(_("承認を頼まれた"), "?tab=approve", chosen == "approve", waiting_for(access=access)),
    ]
    context = {"rows": page.items, "pages": page.pages, "tabs": tabs, "tab": chosen, "words": words}
    context["may_form"] = access.may("templates.manage")
    return render(request, "assistants/desk/drafts.html", context)


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def new_draft(request: HttpRequest) -> HttpResponse:
    """Begin with a title and, if there is one, a text; or have a model write it (`do=write`)."""
    access, text = access_of_request(request), written_text(request)
    start: dict[str, Any] = {"profile": "notice", "grade": 1}
    if request.method == "GET":
        begun = _begun(request)
        start, text = start | begun.head, begun.text
    form = HeadForm(request.POST or None, access=access, initial=start)
    context: dict[str, Any] = {"form": form, "text": text, "wish": request.POST.get("wish", "")}
    context["decided"] = decided_in(data=request.POST).items()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_begin(request, form, text))
        except NamesToDecide as open_names:
            context["offers"] = open_names.offers
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    context["missing_model"] = model_missing(access=access, now=timezone.now())
    return render(request, "assistants/desk/draft_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Read and write; what cannot be saved stays in its field with the reason above it."""
    row, access = draft_of(request, draft_id, writes=request.method == "POST"), access_of_request(request)
    if request.method == "GET":
        return draft_shown(request, row)
    text = written_text(request)
    message, automatic = request.POST.get("message", ""), "automatic" in request.POST
    try:
        saved = save(
            draft_id=row.pk,
            access=access,
            base=number_in(request, "base"),
            text=text,
            message=message,
            automatic=automatic,
            apart="apart" in request.POST,
            now=timezone.now(),
        )
    except Refused as refused:
        return _not_saved(request, row.pk, text, refused, automatic=automatic)
    if automatic:
        return HttpResponse(str(saved.revision), content_type="text/plain")
    messages.success(request, _("第%(number)d版として保存しました。") % {"number": saved.number})
    return redirect("assistants:draft", row.pk)


@require_POST
@needs("drafts.write")
def look_at_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The check and the layout of a text that is being written; nothing is stored. Without a script the whole page."""
    row, text = draft_of(request, draft_id, writes=True), written_text(request)
    if wants_piece(request=request):
        context = {"row": row, "looked": looked_at(row=row, text=text), "writes": True}
        return render(request, "assistants/desk/_draft_looked.html", context)
    context = draft_context(row=row, access=access_of_request(request), text=text, base=number_in(request, "base"))
    return render(request, "assistants/desk/draft.html", context)


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def draft_head(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What stands above the text."""
    row, access = draft_of(request, draft_id, writes=True), access_of_request(request)
    form = HeadForm(request.POST or None, access=access, initial=head_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            describe(row=row, access=access, head=form.head(), now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("設定を保存しました。"))
            return redirect("assistants:draft", row.pk)
    return render(request, "assistants/desk/draft_head.html", {"form": form, "row": row})


@require_GET
@needs("drafts.write")
def draft_version(request: HttpRequest, draft_id: int, version_number: int) -> HttpResponse:
    """An older version, and what differs from the newest."""
    row = draft_of(request, draft_id)
    try:
        older, newest = version_of(row=row, number=version_number), version_of(row=row)
    except DraftUnknown as unknown:
        raise Http404 from unknown
    lines = compared(older=older.text, newer=newest.text)
    context = {"row": row, "older": older, "newest": newest, "lines": lines}
    return render(request, "assistants/desk/draft_version.html", context)


def _begin(request: HttpRequest, form: HeadForm, text: str) -> str:
    """Make the draft of a sound form; where it is shown."""
    access, now, of = access_of_request(request), timezone.now(), _begun(request).template_id
    head, actor = form.head(), actor_of(request)
    if request.POST.get("do") != "write":
        row = begin(access=access, head=head, text=text, actor=actor, now=now, template_id=of)
        return reverse("assistants:draft", args=[row.pk])
    names = decided_in(data=request.POST)
    asked = wish_text(head=head, wish=cleaned(text=request.POST.get("wish", "")), names=names)
    row = begin_written(access=access, head=head, asked=asked, names=names, actor=actor, now=now, template_id=of)
    return f"{reverse('assistants:draft', args=[row.pk])}?begin=1"


def _begun(request: HttpRequest) -> Begun:
    access = access_of_request(request)
    if "turn" in request.GET:
        return begun_from_answer(access=access, turn_id=request.GET["turn"])
    return begun_from_run(access=access, run_id=request.GET.get("run", ""))


def _not_saved(request: HttpRequest, draft_id: int, text: str, refused: Refused, *, automatic: bool) -> HttpResponse:
    if automatic:
        told = HttpResponse(str(refused.sentence), status=409, content_type="text/plain; charset=utf-8")
        if isinstance(refused, ChangedMeanwhile):
            told["X-Changed"] = "1"
        return told
    row, access = draft_of(request, draft_id), access_of_request(request)
    changed = isinstance(refused, ChangedMeanwhile)
    lines = compared(older=version_of(row=row).text, newer=text) if changed else ()
    more = {} if changed else {"base": number_in(request, "base")}
    context = draft_context(
        row=row, access=access, text=text, refused=refused.sentence, lines=lines, changed=changed, unkept=True, **more
    )
    return render(request, "assistants/desk/draft.html", context, status=409)
