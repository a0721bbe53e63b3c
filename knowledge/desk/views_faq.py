"""Pages of FAQ entries: the list, one entry with its former wordings, a new one."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.forms import FaqForm, NewFaqForm
from knowledge.desk.views_versions import marked_proposal, marked_revisions
from knowledge.editing.faq import (
    FaqChanged,
    FaqExists,
    FaqWording,
    approve_proposal,
    new_entry,
    propose,
    retire,
    write,
)
from knowledge.models import Document, FaqEntry
from knowledge.readers import approvable_by, editable_by, listed_for, may_approve_for, not_by
from llm_gateway.public import ModelFailed, NotConfigured
from tenants.public import Access, access_of_request, needs, town_sections
from web.public import Cut, cut


@require_GET
@needs("knowledge.read")
def faq_list(request: HttpRequest) -> HttpResponse:
    """Entries in service and proposals, newest change first."""
    access, words = access_of_request(request), request.GET.get("q", "").strip()[:100]
    section = request.GET.get("section", "")
    rows = _readable(access).filter(Q(retired_at=None) | Q(proposed__isnull=False)).order_by("-updated_at", "-pk")
    for word in words.split():
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word))
    if section.isdecimal() and len(section) < 10:  # noqa: PLR2004  fits a bigint
        rows = rows.filter(section=int(section))
    page: Cut[FaqEntry] = cut(items=rows, number=request.GET.get("page", ""))
    context = {"rows": page.items, "pages": page.pages, "words": words, "section": section}
    context |= {"sections": town_sections(), "may_edit": access.may("knowledge.edit")}
    return render(request, "knowledge/faq.html", context)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def faq_new(request: HttpRequest) -> HttpResponse:
    """Type one entry in."""
    access = access_of_request(request)
    form = NewFaqForm(request.POST or None, access=access)
    if request.method == "POST" and form.is_valid():
        data, wording = form.cleaned_data, form.wording()
        section_id = int(data["section"]) if data["section"] else None
        try:
            entry_id = new_entry(wording=wording, section_id=section_id, audience=data["audience"], now=timezone.now())
        except FaqExists:
            form.add_error("question", _("同じ質問が、すでに登録されています。"))
        else:
            if _save(request, form, entry_id, wording, may=may_approve_for(access=access, section_id=section_id)):
                return redirect("knowledge:faq")
    return render(request, "knowledge/faq_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("knowledge.read")
def faq_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: its wording, what waits, what it said before."""
    access = access_of_request(request)
    entry = get_object_or_404(_readable(access), pk=entry_id)
    may_edit = Document.objects.filter(editable_by(access=access), pk=entry.document_id).exists()
    may_approve = may_approve_for(access=access, section_id=entry.document.section_id)
    may_publish = _publishable(access).filter(pk=entry.pk).exists()
    form = FaqForm(request.POST or None, initial=_initial(entry)) if may_edit else None
    posted = form is not None and request.method == "POST" and form.is_valid()
    if form and posted and _save(request, form, entry.pk, form.wording(), may=may_approve):
        return redirect("knowledge:faq_entry", entry_id=entry.pk)
    revisions = marked_revisions(entry=entry, revisions=entry.revisions.select_related("changed_by")[:20])
    context: dict[str, object] = {"entry": entry, "form": form, "may_approve": may_approve, "revisions": revisions}
    context |= {"may_publish": may_publish, "marked": marked_proposal(entry=entry)}
    return render(request, "knowledge/faq_entry.html", context)


@require_POST
@needs("knowledge.edit")
def faq_decide(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Approve a proposal, or take an entry out of service."""
    access = access_of_request(request)
    approving = request.POST.get("wish") == "approve"
    editable = FaqEntry.objects.filter(document__in=Document.objects.filter(editable_by(access=access)))
    entry = get_object_or_404(_publishable(access) if approving else editable, pk=entry_id)
    try:
        decide = approve_proposal if approving else retire
        decide(entry_id=entry.pk, by=actor_of(access=access), now=timezone.now())
    except (FaqExists, FaqChanged, LookupError, ModelFailed, NotConfigured):
        messages.error(request, _("反映できませんでした。内容を確かめて、もう一度お試しください。"))
        return redirect("knowledge:faq_entry", entry_id=entry.pk)
    messages.success(request, _("案を公開しました。") if approving else _("FAQを取り下げました。"))
    return redirect("knowledge:faq")


def _save(request: HttpRequest, form: FaqForm, entry_id: int, wording: FaqWording, *, may: bool) -> bool:
    """Write at once or as a proposal; False when the form now says why not."""
    by, now = actor_of(access=access_of_request(request)), timezone.now()
    try:
        if may:
            write(entry_id=entry_id, wording=wording, by=by, now=now)
        else:
            propose(entry_id=entry_id, wording=wording, by=by, now=now)
    except FaqExists:
        form.add_error("question", _("同じ質問が、すでに登録されています。"))
        return False
    except (FaqChanged, ModelFailed, NotConfigured):
        form.add_error(None, _("検索用の索引を作れませんでした。しばらくしてから、もう一度お試しください。"))
        return False
    messages.success(request, _("公開しました。") if may else _("案を出しました。課長の承認を待ちます。"))
    return True


def _readable(access: Access) -> QuerySet[FaqEntry]:
    readable = Document.objects.filter(listed_for(access=access), withdrawn_at=None, current_version__isnull=False)
    return FaqEntry.objects.filter(document__in=readable).select_related("section", "document", "proposed_by")


def _publishable(access: Access) -> QuerySet[FaqEntry]:
    """Entries whose proposal this person may put into service."""
    approvable = Document.objects.filter(approvable_by(access=access))
    return FaqEntry.objects.filter(not_by(access=access, maker="proposed_by"), document__in=approvable)


def _initial(entry: FaqEntry) -> dict[str, object]:
    if entry.proposed:
        wording = FaqWording.from_plain(entry.proposed)
        return {**wording.plain(), "variants": "\n".join(wording.variants)}
    names = ("question", "answer", "category", "valid_until")
    return {name: getattr(entry, name) for name in names} | {"variants": "\n".join(entry.variants)}
