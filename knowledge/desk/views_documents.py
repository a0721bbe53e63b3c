"""Pages of documents: the list, one document, its settings, approval, withdrawal, a new version."""

from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.forms import DocumentForm, ReplaceForm
from knowledge.desk.listing import FINDABLE_BADGES, Wanted, documents, waiting_counts
from knowledge.desk.narrowing import filter_boxes
from knowledge.desk.warnings_told import warnings_told
from knowledge.editing.documents import approve_document, edit_document, withdraw_document
from knowledge.ingesting.receive import Placement, open_batch, receive_file
from knowledge.models import Document, Passage
from knowledge.readers import approvable_by, editable_by, file_closed, listed_for, may_approve_for, not_by, taken_in
from tenants.public import access_of_request, grade_name, needs
from web.public import Cut, cut


@require_GET
@needs("knowledge.read")
def document_list(request: HttpRequest) -> HttpResponse:
    """All documents that this person may see."""
    access, wanted = access_of_request(request), Wanted.of(request.GET)
    page = documents(access=access, wanted=wanted, today=timezone.localdate(), number=request.GET.get("page", ""))
    context = {
        "rows": page.items,
        "pages": page.pages,
        "wanted": wanted,
        "choices": filter_boxes(wanted=wanted),
        "waiting": waiting_counts(access=access),
        "may_edit": access.may("knowledge.edit"),
    }
    return render(request, "knowledge/documents.html", context)


@require_GET
@needs("knowledge.read")
def document_page(request: HttpRequest, document_id: int) -> HttpResponse:
    """One document: settings, versions, passages."""
    access = access_of_request(request)
    document = _readable(request, document_id)
    passages = Passage.objects.filter(document=document, current=True).order_by("position")
    page: Cut[Passage] = cut(items=passages, number=request.GET.get("page", ""), size=20)
    mine = Document.objects.filter(pk=document_id)
    others = not_by(access=access, maker="current_version__created_by")
    may_edit = mine.filter(editable_by(access=access)).exists()
    closed = ExpressionWrapper(file_closed(edits=may_edit), output_field=BooleanField())
    versions = document.versions.filter(taken_in()).distinct().annotate(file_closed=closed)
    context = {
        "document": document,
        "badge": FINDABLE_BADGES[document.findable(today=timezone.localdate())],
        "passages": page.items,
        "told": warnings_told(version=document.current_version),
        "pages": page.pages,
        "versions": versions.select_related("created_by")[:20],
        "may_edit": may_edit,
        "may_approve": mine.filter(approvable_by(access=access), others).exists(),
        "grade": grade_name(level=document.grade),
    }
    return render(request, "knowledge/document.html", context)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def document_settings(request: HttpRequest, document_id: int) -> HttpResponse:
    """For whom a document is, and how long."""
    access, document = access_of_request(request), _editable(request, document_id)
    initial = {name: getattr(document, name) for name in ("title", "audience", "grade", "source_url")}
    initial |= {"valid_from": document.valid_from, "valid_until": document.valid_until}
    form = DocumentForm(
        request.POST or None,
        access=access,
        initial={**initial, "section": document.section_id or "", "responsible": document.responsible_id or ""},
    )
    if request.method == "POST" and form.is_valid():
        lost = edit_document(
            document_id=document.pk,
            values=form.values(),
            may_approve=form.may_approve,
            by=actor_of(access=access),
            now=timezone.now(),
        )
        said = _("変更しました。公開の範囲が広がったため、課長の承認を待ちます。") if lost else _("変更しました。")
        messages.success(request, said)
        return redirect("knowledge:document", document_id=document.pk)
    return render(request, "knowledge/document_settings.html", {"form": form, "document": document})


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def document_replace(request: HttpRequest, document_id: int) -> HttpResponse:
    """Hand in the next version of a document."""
    access, document = access_of_request(request), _editable(request, document_id)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch_id = open_batch(label=document.title, by_id=access.person_id)
        receive_file(
            file=form.cleaned_data["file"],
            file_name=document.file_name,
            batch_id=batch_id,
            placement=_placement_of(document),
            by_id=access.person_id,
            release=may_approve_for(access=access, section_id=document.section_id),
            now=timezone.now(),
        )
        return redirect("knowledge:batch", batch_id=batch_id)
    return render(request, "knowledge/document_replace.html", {"form": form, "document": document})


@require_POST
@needs("knowledge.approve")
def document_approve(request: HttpRequest, document_id: int) -> HttpResponse:
    """Let a document be found."""
    access = access_of_request(request)
    waiting = Document.objects.filter(approvable_by(access=access), withdrawn_at=None, current_version__isnull=False)
    document = get_object_or_404(waiting, not_by(access=access, maker="current_version__created_by"), pk=document_id)
    approve_document(document_id=document.pk, by=actor_of(access=access), now=timezone.now())
    messages.success(request, _("「%(title)s」を承認しました。次の質問から使われます。") % {"title": document.title})
    return redirect("knowledge:document", document_id=document.pk)


@require_POST
@needs("knowledge.edit")
def document_withdraw(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take a document out of service."""
    access, document = access_of_request(request), _editable(request, document_id)
    withdraw_document(document_id=document.pk, by=actor_of(access=access), now=timezone.now())
    messages.success(request, _("「%s」を取り下げました。今後の回答には使われません。") % document.title)
    return redirect("knowledge:documents")


@require_GET
@needs("knowledge.read")
def version_file(request: HttpRequest, document_id: int, number: int) -> FileResponse:
    """The original file of a version, as a download."""
    document = _readable(request, document_id)
    edits = Document.objects.filter(editable_by(access=access_of_request(request)), pk=document.pk).exists()
    rows = document.versions.filter(taken_in()).exclude(file_closed(edits=edits)).exclude(file="").distinct()
    version = get_object_or_404(rows, number=number)
    try:
        file = version.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(file, as_attachment=True, filename=document.file_name.rpartition("/")[2])


def _readable(request: HttpRequest, document_id: int) -> Document:
    readable = Q(listed_for(access=access_of_request(request)), current_version__isnull=False)
    rows = Document.objects.select_related("section", "current_version", "approved_by", "responsible", "source")
    return get_object_or_404(rows.filter(readable), pk=document_id)


def _editable(request: HttpRequest, document_id: int) -> Document:
    editable = editable_by(access=access_of_request(request))
    return get_object_or_404(Document.objects.filter(editable, withdrawn_at=None), pk=document_id)


def _placement_of(document: Document) -> Placement:
    return Placement(
        audience=document.audience,
        section_id=document.section_id,
        grade=document.grade,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        source_url=document.source_url,
        source_kind=document.source.kind,
        source_key=document.source.name,
    )
