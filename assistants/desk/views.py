"""Doors of the staff to the assistants: the conversation log and the hotlines."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assistants.conversation_log import log_counts, log_page, log_turn
from assistants.desk.forms import HotlineForm, LogForm
from assistants.hotlines import remove_hotline, save_hotline, verify_hotline
from assistants.models import Hotline, RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from assistants.showing import from_plain
from assistants.verifying.reasons import Reason
from tenants.public import actor_of, needs


@require_GET
@needs("conversations.see")
def conversations(request: HttpRequest) -> HttpResponse:
    """What was asked and how it ended."""
    form = LogForm(request.GET or None)
    filters = form.filters()
    page = log_page(filters=filters, page=request.GET.get("page", ""))
    rows = [(turn, ENDINGS[Outcome(turn.outcome)]) for turn in page.items]
    context = {"form": form, "rows": rows, "pages": page.pages, "counts": log_counts(now=timezone.now())}
    return render(request, "assistants/desk/conversations.html", context)


@require_GET
@needs("conversations.see")
def turn(request: HttpRequest, turn_id: UUID) -> HttpResponse:
    """One turn with everything that led to it."""
    try:
        row = log_turn(turn_id=turn_id)
    except RecordedTurn.DoesNotExist as unknown:
        raise Http404 from unknown
    shown = from_plain(plain=row.shown, turn_id=str(row.pk), question=row.question, at=row.at) if row.shown else None
    words = dict(Reason.choices)
    withheld = [(item, words.get(item["reason"], item["reason"])) for item in row.withheld]
    context = {"row": row, "shown": shown, "ending": ENDINGS[Outcome(row.outcome)], "withheld": withheld}
    return render(request, "assistants/desk/turn.html", context)


@require_GET
@needs("conversations.see")
def hotlines(request: HttpRequest) -> HttpResponse:
    """All hotlines; those past their date stand first."""
    today = timezone.localdate()
    rows = sorted(Hotline.objects.all(), key=lambda row: (row.expires_on >= today, row.kind, row.position))
    context = {"rows": rows, "today": today, "expired": sum(row.expires_on < today for row in rows)}
    return render(request, "assistants/desk/hotlines.html", context)


@needs("hotlines.edit")
def edit_hotline(request: HttpRequest, hotline_id: int | None = None) -> HttpResponse:
    """Add or change a hotline; saving it is verifying it."""
    row = get_object_or_404(Hotline, pk=hotline_id) if hotline_id else None
    form = HotlineForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        save_hotline(hotline=form.save(commit=False), actor=actor_of(request), now=timezone.localtime())
        messages.success(request, _("相談窓口を保存しました。"))
        return redirect("assistants:hotlines")
    return render(request, "assistants/desk/hotline.html", {"form": form, "row": row})


@require_POST
@needs("hotlines.edit")
def verify(request: HttpRequest, hotline_id: int) -> HttpResponse:
    """Somebody rang and everything is right: shown for another half year."""
    row = get_object_or_404(Hotline, pk=hotline_id)
    verify_hotline(hotline=row, actor=actor_of(request), now=timezone.localtime())
    messages.success(request, _("%(name)sを確認済みにしました。") % {"name": row.name})
    return redirect("assistants:hotlines")


@require_POST
@needs("hotlines.edit")
def remove(request: HttpRequest, hotline_id: int) -> HttpResponse:
    """Take a hotline away."""
    row = get_object_or_404(Hotline, pk=hotline_id)
    remove_hotline(hotline=row, actor=actor_of(request), now=timezone.localtime())
    messages.success(request, _("%(name)sを削除しました。") % {"name": row.name})
    return redirect("assistants:hotlines")
