"""Pages of the town's web site as a source: add it, see how it is read, change its settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.crawling.configuring import SiteThere, add_site, edit_site, pause_site, remove_site, resume_site
from knowledge.crawling.fetch import NotFetched
from knowledge.crawling.probe import look_at
from knowledge.crawling.reasons import sentence
from knowledge.crawling.start import AlreadyRunning, start_run, stop_run
from knowledge.desk.asking import actor_of
from knowledge.desk.crawl_board import crawl_board
from knowledge.desk.forms_site import AddressForm, SiteForm
from knowledge.models import CrawlRun, Site
from tenants.public import access_of_request, needs, town_profile
from web.public import render_page

_SHOWN_RUNS = 20


@require_GET
@needs("knowledge.edit")
def site_list(request: HttpRequest) -> HttpResponse:
    """The sites that are read."""
    rows = Site.objects.standing().select_related("section").prefetch_related("runs")
    may = access_of_request(request).may("policy.edit")
    return render(request, "knowledge/sites.html", {"rows": rows, "may_change": may})


@require_http_methods(["GET", "POST"])
@needs("policy.edit")
def site_new(request: HttpRequest) -> HttpResponse:
    """Where the site is; the next page says what stands there."""
    form = AddressForm(request.POST or None, initial={"address": town_profile().site})
    if request.method == "POST" and form.is_valid():
        try:
            looked = look_at(address=form.cleaned_data["address"])
        except NotFetched as failed:
            form.add_error("address", " ".join(filter(None, (sentence(reason=failed.reason.value), failed.detail))))
        else:
            settings = SiteForm(initial={"beginning": looked.prefix})
            context = {"looked": looked, "form": settings, "address": looked.address}
            return render(request, "knowledge/site_check.html", context)
    return render(request, "knowledge/site_new.html", {"form": form})


@require_POST
@needs("policy.edit")
def site_add(request: HttpRequest) -> HttpResponse:
    """Add the site that was looked at, and read it for the first time."""
    where, form, now = AddressForm(request.POST), SiteForm(request.POST), timezone.now()
    if not where.is_valid():
        return redirect("knowledge:site_new")
    if not form.is_valid():
        context = {"form": form, "address": where.cleaned_data["address"]}
        return render(request, "knowledge/site_check.html", context)
    access = access_of_request(request)
    values = {**form.values(), "created_by_id": access.person_id}
    try:
        site_id = add_site(address=where.cleaned_data["address"], values=values, by=actor_of(access=access), now=now)
    except SiteThere as there:
        messages.info(request, _("このサイトは、すでに登録されています。"))
        return redirect("knowledge:site", site_id=there.site_id)
    start_run(site_id=site_id, by_id=access.person_id, now=now)
    messages.success(request, _("サイトを登録し、読み取りを始めました。画面を閉じてもかまいません。"))
    return redirect("knowledge:site", site_id=site_id)


@require_GET
@needs("knowledge.edit")
def site_page(request: HttpRequest, site_id: int) -> HttpResponse:
    """One site: the run under way or the last one, settings, earlier runs."""
    site = get_object_or_404(Site.objects.standing().select_related("section", "source"), pk=site_id)
    runs = list(site.runs.select_related("by")[:_SHOWN_RUNS])
    board = crawl_board(run=runs[0], now=timezone.now()) if runs else None
    may = access_of_request(request).may("policy.edit")
    context = {"site": site, "runs": runs, "board": board, "may_change": may}
    return render_page(
        request=request, page="knowledge/site.html", piece="knowledge/_crawl_board.html", context=context
    )


@require_http_methods(["GET", "POST"])
@needs("policy.edit")
def site_settings(request: HttpRequest, site_id: int) -> HttpResponse:
    """How the site is read."""
    site = get_object_or_404(Site.objects.standing(), pk=site_id)
    form = SiteForm(request.POST or None, initial=SiteForm.of(site=site))
    if request.method == "POST" and form.is_valid():
        by = actor_of(access=access_of_request(request))
        edit_site(site_id=site.pk, values=form.values(), by=by, now=timezone.now())
        messages.success(request, _("変更しました。次の読み取りから、この設定に従います。"))
        return redirect("knowledge:site", site_id=site.pk)
    return render(request, "knowledge/site_settings.html", {"form": form, "site": site})


@require_POST
@needs("policy.edit")
def site_decide(request: HttpRequest, site_id: int) -> HttpResponse:
    """Read now, stop the run, pause, go on, or take the site out of the list."""
    site = get_object_or_404(Site.objects.standing(), pk=site_id)
    access = access_of_request(request)
    by, now, wish = actor_of(access=access), timezone.now(), request.POST.get("wish", "")
    if wish == "run":
        try:
            start_run(site_id=site.pk, by_id=access.person_id, now=now)
        except AlreadyRunning:
            messages.info(request, _("このサイトは、いま読み取っているところです。"))
    elif wish == "stop":
        run = CrawlRun.objects.filter(site=site).first()
        if run and stop_run(run_id=run.pk, by=by, now=now):
            messages.success(request, _("読み取りを中止しました。取り込んだ分は、そのまま使えます。"))
    elif wish == "remove":
        remove_site(site_id=site.pk, by=by, now=now)
        messages.success(request, _("サイトの登録を取り消しました。取り込んだ文書は残っています。"))
        return redirect("knowledge:sites")
    elif wish in _SWITCHES:
        _SWITCHES[wish](site_id=site.pk, by=by, now=now)
    return redirect("knowledge:site", site_id=site.pk)


_SWITCHES = {"pause": pause_site, "resume": resume_site}
