"""Doors that change an inquiry: its settings, name, sharing, files, end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_inquiries import AttachForm
from assistants.desk.inquiry_page import documents_ticked, inquiry_context, settings_form
from assistants.inquiring.attach import attach, detach
from assistants.inquiring.change import choose_documents, delete, rename, settle, share
from assistants.inquiring.find import InquiryUnknown, inquiry_for, own_inquiry
from assistants.models import Inquiry
from assistants.refusals import Refused
from knowledge.public import documents_named, documents_titled
from tenants.public import access_of_request, actor_of, needs


@require_POST
@needs("ai.use")
def settle_inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """How the next questions are asked."""
    row = _own(request, inquiry_id)
    form = settings_form(row=row, data=request.POST)
    if form.is_valid():
        try:
            settle(row=row, settings=form.settings())
        except Refused as refused:
            form.add_error("grade", str(refused.sentence))
        else:
            messages.success(request, _("設定を保存しました。次の質問から使います。"))
            return redirect("assistants:inquiry", inquiry_id)
    context = inquiry_context(row=_own(request, inquiry_id), access=access_of_request(request), form=form)
    return render(request, "assistants/desk/inquiry.html", context, status=422)


@require_POST
@needs("ai.use")
def step_inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """Name, share or end sharing, delete."""
    row, now, step = _own(request, inquiry_id), timezone.now(), request.POST.get("step", "")
    try:
        if step == "rename":
            rename(row=row, title=request.POST.get("title", ""))
            messages.success(request, _("名前を変えました。"))
        elif step == "share":
            chosen = request.POST.get("section", "")
            section_id = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None  # noqa: PLR2004  an id
            share(row=row, access=access_of_request(request), section_id=section_id, actor=actor_of(request), now=now)
            messages.success(request, _("共有しました。") if section_id else _("共有をやめました。"))
        elif step == "delete":
            delete(row=row, actor=actor_of(request), now=now)
            messages.success(request, _("調べもの「%(title)s」を削除しました。") % {"title": row.title})
            return redirect("assistants:inquiries")
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    return redirect("assistants:inquiry", inquiry_id)


@require_http_methods(["GET", "POST"])
@needs("ai.use")
def inquiry_documents(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """Choose the documents that the next questions are answered from, found by words of their titles."""
    row, access, words = _own(request, inquiry_id), access_of_request(request), request.GET.get("q", "").strip()[:100]
    today = timezone.localdate()
    if request.method == "POST":
        chosen = documents_ticked(request)
        try:
            choose_documents(row=row, document_ids=[each.id for each in chosen])
        except Refused as refused:
            messages.error(request, str(refused.sentence))
        else:
            messages.success(request, _("探す文書を決めました。次の質問から使います。"))
            return redirect("assistants:inquiry", inquiry_id)
    else:
        chosen = documents_named(ids=row.document_ids, access=access, today=today)
    known = {each.id for each in chosen}
    rest = [one for one in documents_titled(words=words, access=access, today=today) if one.id not in known]
    context = {"row": row, "words": words, "chosen": chosen, "rest": rest}
    return render(request, "assistants/desk/inquiry_documents.html", context)


@require_POST
@needs("ai.use")
def attach_files(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """Attach files, or take one off."""
    row = _own(request, inquiry_id)
    try:
        if request.POST.get("detach", "").isdecimal():
            detach(row=row, file_id=int(request.POST["detach"][:15]))
            messages.success(request, _("ファイルを外しました。"))
        else:
            form = AttachForm(request.POST, request.FILES)
            if form.is_valid():
                attach(row=row, files=form.cleaned_data["files"], now=timezone.now())
            for words in form.errors.get("files", ()):
                messages.error(request, str(words))
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    return redirect(f"/inquiries/{inquiry_id}/#files")


@require_GET
@needs("ai.use")
def inquiry_files(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """The list of files, asked for again while one is being read."""
    try:
        row = inquiry_for(access=access_of_request(request), inquiry_id=inquiry_id)
    except InquiryUnknown as unknown:
        raise Http404 from unknown
    context = inquiry_context(row=row, access=access_of_request(request))
    return render(request, "assistants/desk/_inquiry_files.html", context)


def _own(request: HttpRequest, inquiry_id: int) -> Inquiry:
    try:
        return own_inquiry(access=access_of_request(request), inquiry_id=inquiry_id)
    except InquiryUnknown as unknown:
        raise Http404 from unknown
