"""The report of one reading of a site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from knowledge.crawling.confirm_gone import confirm_gone
from knowledge.crawling.reasons import Reason, sentence
from knowledge.crawling.retire import gone_pages
from knowledge.desk.asking import actor_of
from knowledge.desk.crawl_board import crawl_board, report_tabs
from knowledge.models import CrawlRun, Visit
from tenants.public import access_of_request, needs
from web.public import Cut, cut


@require_GET
@needs("knowledge.edit")
def crawl_report(request: HttpRequest, site_id: int, run_id: int) -> HttpResponse:
    """What a run found: new, changed, retired, refused, each with its reason."""
    run = _run(site_id, run_id)
    shown, tabs = report_tabs(run=run, query=request.GET)
    rows = Visit.objects.filter(run=run, result=shown).select_related("document").order_by("pk")
    page: Cut[Visit] = cut(items=rows, number=request.GET.get("page", ""))
    many_gone = run.reason == Reason.MANY_GONE and run.pk == CrawlRun.objects.filter(site=run.site).first().pk  # type: ignore[union-attr]
    context = {
        "run": run,
        "board": crawl_board(run=run, now=timezone.now()),
        "tabs": tabs,
        "rows": [(visit, sentence(reason=visit.reason)) for visit in page.items] if shown else [],
        "pages": page.pages,
        "with_reasons": shown not in (Visit.Result.NEW, Visit.Result.CHANGED),
        "gone": list(gone_pages(run=run)[:200]) if many_gone else [],
        "may_change": access_of_request(request).may("policy.edit"),
    }
    return render(request, "knowledge/crawl.html", context)


@require_POST
@needs("policy.edit")
def crawl_retire(request: HttpRequest, site_id: int, run_id: int) -> HttpResponse:
    """Withdraw what a run put off, after looking at the list."""
    run = _run(site_id, run_id)
    count = confirm_gone(run=run, by=actor_of(access=access_of_request(request)), now=timezone.now())
    messages.success(request, _("%(count)s件の文書を取り下げました。") % {"count": count})
    return redirect("knowledge:crawl", site_id=site_id, run_id=run.pk)


def _run(site_id: int, run_id: int) -> CrawlRun:
    rows = CrawlRun.objects.select_related("site__source", "by").filter(site=site_id, site__removed_at=None)
    return get_object_or_404(rows, pk=run_id)
