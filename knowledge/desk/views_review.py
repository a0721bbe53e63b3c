"""Pages of what waits for a person: held files with their findings, new versions, FAQ proposals."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audit_log.public import Actor
from knowledge.desk.asking import actor_of
from knowledge.desk.held_findings import DecisionForm, finding_view, findings_of
from knowledge.desk.listing import waiting_sheets
from knowledge.desk.page_view import picture_response
from knowledge.ingesting.deciding import NotWaiting, accept, refuse
from knowledge.ingesting.failures import Explanation, explain
from knowledge.ingesting.preview_sheet import WAITS_FOR_COLUMNS
from knowledge.ingesting.receive import WAITS_FOR_APPROVAL
from knowledge.models import Document, FaqEntry, Ingestion
from knowledge.readers import approvable_by, editable_by, not_by
from tenants.public import Access, access_of_request, needs
from web.public import Cut, cut


@require_GET
@needs("knowledge.edit")
def review_list(request: HttpRequest) -> HttpResponse:
    """Everything that waits, oldest first."""
    access = access_of_request(request)
    page: Cut[Ingestion] = cut(items=_held(access), number=request.GET.get("page", ""))
    unapproved = Document.objects.filter(
        approvable_by(access=access),
        not_by(access=access, maker="current_version__created_by"),
        approved_at=None,
        withdrawn_at=None,
        current_version__isnull=False,
    ).select_related("section")
    proposals = FaqEntry.objects.filter(
        not_by(access=access, maker="proposed_by"),
        proposed__isnull=False,
        document__in=Document.objects.filter(approvable_by(access=access)),
    ).select_related("section", "proposed_by")
    context = {
        "jobs": [(job, _told(job)) for job in page.items],
        "pages": page.pages,
        "unapproved": unapproved[:50],
        "proposals": proposals[:50],
        "sheets": waiting_sheets(access=access)[:50],
    }
    return render(request, "knowledge/review.html", context)


@require_GET
@needs("knowledge.edit")
def review_page(request: HttpRequest, ingestion_id: int) -> HttpResponse:
    """One held file: each finding with its place and an excerpt."""
    access = access_of_request(request)
    job = get_object_or_404(_held(access), pk=ingestion_id)
    return _page(request, job, DecisionForm(findings=findings_of(job=job)))


def _page(request: HttpRequest, job: Ingestion, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    may_decide = _decidable(access_of_request(request)).filter(pk=job.pk).exists()
    view = finding_view(job=job, wanted=request.GET.get("finding", ""), large="large" in request.GET)
    context = {"job": job, "form": form, "told": _told(job), "may_decide": may_decide, "view": view}
    return render(request, "knowledge/review_file.html", context, status=status)


@require_GET
@needs("knowledge.edit")
def held_page(request: HttpRequest, ingestion_id: int, number: int) -> HttpResponse:
    """The picture of a page of a held PDF."""
    job = get_object_or_404(_held(access_of_request(request)), pk=ingestion_id)
    if job.version is None:
        raise Http404
    response = picture_response(version=job.version, number=number, large="large" in request.GET)
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@needs("knowledge.edit")
def held_file(request: HttpRequest, ingestion_id: int) -> FileResponse:
    """The held file itself, as a download: nothing in it runs here."""
    job = get_object_or_404(_held(access_of_request(request)), pk=ingestion_id)
    if job.version is None or not job.version.file:
        raise Http404
    try:
        file = job.version.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(file, as_attachment=True, filename=job.file_name, content_type="application/octet-stream")


@require_POST
@needs("knowledge.approve")
def review_decide(request: HttpRequest, ingestion_id: int) -> HttpResponse:
    """Let a held file in, or refuse it."""
    access = access_of_request(request)
    job = get_object_or_404(_decidable(access), pk=ingestion_id)
    form = DecisionForm(request.POST, findings=findings_of(job=job)) if job.findings else None
    if form is not None and not form.is_valid():
        return _page(request, job, form, status=422)
    try:
        said = _decide(request, job, form, actor_of(access=access))
    except NotWaiting:
        messages.info(request, _("ほかの人が先に決めました。"))
    else:
        messages.success(request, said)
    return redirect("knowledge:review")


def _decide(request: HttpRequest, job: Ingestion, form: DecisionForm | None, by: Actor) -> str:
    """Do what was chosen and say so; a new version without findings is only approved or not."""
    refused = form.refused if form else request.POST.get("wish") != "accept"
    because = form.cleaned_data["because"] if form else ""
    if refused:
        refuse(ingestion_id=job.pk, by=by, now=timezone.now(), because=because)
        return _("取り込みを却下し、ファイルを削除しました。")
    decisions = form.decisions() if form else {}
    accept(ingestion_id=job.pk, by=by, now=timezone.now(), decisions=decisions, because=because)
    return _("取り込みを始めました。終わると公開されます。")


def _held(access: Access) -> QuerySet[Ingestion]:
    editable = Document.objects.filter(editable_by(access=access) | approvable_by(access=access))
    rows = Ingestion.objects.filter(state=Ingestion.State.HELD).filter(
        Q(version__document__in=editable) | Q(batch__by=access.person_id)
    )
    rows = rows.exclude(reason=WAITS_FOR_COLUMNS)
    return rows.select_related("version__document__section", "version__created_by", "batch__by").order_by("pk")


def _decidable(access: Access) -> QuerySet[Ingestion]:
    approvable = Document.objects.filter(approvable_by(access=access))
    return _held(access).filter(not_by(access=access, maker="version__created_by"), version__document__in=approvable)


def _told(job: Ingestion) -> Explanation | None:
    return None if job.reason == WAITS_FOR_APPROVAL else explain(code=job.reason)
