"""Pages of batches: the newest ones, and how far one is."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.batch_board import board_of
from knowledge.ingesting.deciding import cancel, go_on, pause, retry_failed
from knowledge.models import Ingestion, IngestionBatch
from tenants.public import Access, access_of_request, needs
from web.public import Cut, cut, render_page


@require_GET
@needs("knowledge.edit")
def batch_list(request: HttpRequest) -> HttpResponse:
    """What was handed in lately, newest first; a batch of which every file was there already says nothing."""
    open_states = [Ingestion.State.QUEUED, Ingestion.State.WORKING]
    counted = (
        _visible(access_of_request(request))
        .select_related("by")
        .annotate(
            files=Count("ingestions"),
            open_files=Count("ingestions", filter=Q(ingestions__state__in=open_states)),
            held_files=Count("ingestions", filter=Q(ingestions__state=Ingestion.State.HELD)),
        )
        .filter(files__gt=0)
        .order_by("-pk")
    )
    page: Cut[IngestionBatch] = cut(items=counted, number=request.GET.get("page", ""))
    return render(request, "knowledge/batches.html", {"rows": page.items, "pages": page.pages})


@require_GET
@needs("knowledge.edit")
def batch_page(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One batch; asks again each second while something is open."""
    batch = get_object_or_404(_visible(access_of_request(request)), pk=batch_id)
    number, stuck_only = request.GET.get("page", ""), request.GET.get("show") == "stuck"
    board = board_of(batch=batch, now=timezone.now(), number=number, stuck_only=stuck_only)
    return render_page(
        request=request, page="knowledge/batch.html", piece="knowledge/_batch_board.html", context={"board": board}
    )


@require_POST
@needs("knowledge.edit")
def batch_decide(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Pause, go on, stop, or try failed files again."""
    access = access_of_request(request)
    batch = get_object_or_404(_visible(access), pk=batch_id)
    now, wish = timezone.now(), request.POST.get("wish", "")
    if wish == "pause":
        pause(batch_id=batch.pk, now=now)
    elif wish == "go_on":
        go_on(batch_id=batch.pk, now=now)
    elif wish == "cancel":
        stopped = cancel(batch_id=batch.pk, by=actor_of(access=access), now=now)
        messages.success(request, _("残りの%(count)s件を中止しました。") % {"count": stopped})
    elif wish == "retry":
        tried = retry_failed(batch_id=batch.pk, now=now)
        messages.success(request, _("%(count)s件をもう一度取り込みます。") % {"count": tried})
    return redirect("knowledge:batch", batch_id=batch.pk)


def _visible(access: Access) -> QuerySet[IngestionBatch]:
    """A person's own batches; all for whoever looks after the whole town."""
    rows = IngestionBatch.objects.all()
    return rows if access.may("policy.edit") else rows.filter(by=access.person_id)
