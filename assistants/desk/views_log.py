"""Doors of the staff to what residents asked: the log, one turn, the statistics, reported errors."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assistants.desk.forms import CHANNEL_WORDS, LogForm, PeriodForm
from assistants.desk.log_sections import sections_for
from assistants.desk.turn_page import turn_context
from assistants.exporting.find import exports_of
from assistants.exporting.limits import MOST_ROWS
from assistants.models import Feedback, RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from assistants.reviewing.log import MOST_LISTED, log_page, read_turn
from assistants.reviewing.pictures import charts, compared, week_table
from assistants.reviewing.reports import ReportUnknown, reports_page, settle_report
from assistants.reviewing.scope import ALL
from assistants.reviewing.statistics import figures
from tenants.public import access_of_request, actor_of, needs, town_sections
from web.public import Tab


@require_GET
@needs("conversations.see")
def conversations(request: HttpRequest) -> HttpResponse:
    """What was asked and how it ended."""
    access = access_of_request(request)
    form = LogForm(request.GET or None, sections=sections_for(access=access))
    page = log_page(access=access, filters=form.filters(), page=request.GET.get("page", ""))
    rows = [(turn, ENDINGS[Outcome(turn.outcome)], CHANNEL_WORDS.get(turn.channel)) for turn in page.items]
    wanted = request.GET.copy()
    wanted.pop("page", None)
    context = {
        "form": form,
        "rows": rows,
        "pages": page.pages,
        "query": wanted.urlencode(),
        "most": MOST_LISTED,
    }
    files = {"exports": exports_of(access=access, now=timezone.now()), "most_exported": MOST_ROWS}
    narrow = {"own_only": not access.may(ALL), "narrowed": bool(wanted)}
    return render(request, "assistants/desk/conversations.html", {**context, **files, **narrow})


@require_GET
@needs("conversations.see")
def turn(request: HttpRequest, turn_id: UUID) -> HttpResponse:
    """One turn with everything that led to it."""
    access = access_of_request(request)
    try:
        reading = read_turn(access=access, turn_id=turn_id, actor=actor_of(request), now=timezone.now())
    except RecordedTurn.DoesNotExist as unknown:
        raise Http404 from unknown
    return render(request, "assistants/desk/turn.html", turn_context(reading=reading, access=access))


@require_GET
@needs("conversations.see")
def statistics(request: HttpRequest) -> HttpResponse:
    """Figures and pictures of a period beside the one before."""
    access, today = access_of_request(request), timezone.localdate()
    sections = sections_for(access=access)
    form = PeriodForm(request.GET or None, sections=sections)
    period = form.period(today=today)
    chosen = form.section_id()
    ids = frozenset({chosen}) if chosen else None if access.may(ALL) else access.section_ids
    now, then = figures(period=period, section_ids=ids)
    names = {section.id: section.name for section in town_sections()}
    pictures = charts(now=now, then=then, sections=names) if now.turns else []
    context = {"form": form, "period": period, "before": period.before, "charts": pictures, "now": now}
    tiles = {"tiles": compared(now=now, then=then), "week": week_table(now=now), "hours": range(24)}
    return render(request, "assistants/desk/statistics.html", {**context, **tiles, "shortcuts": _shortcuts(today)})


@require_GET
@needs("conversations.see")
def reports(request: HttpRequest) -> HttpResponse:
    """What residents reported as wrong."""
    state = "settled" if request.GET.get("state") == "settled" else "open"
    page = reports_page(access=access_of_request(request), state=state, page=request.GET.get("page", ""))
    tabs = [Tab(_("未対応"), "?state=open", state == "open"), Tab(_("対応済み"), "?state=settled", state == "settled")]
    context = {"rows": page.items, "pages": page.pages, "tabs": tabs, "state": state}
    return render(request, "assistants/desk/reports.html", {**context, "states": Feedback.State.choices[1:]})


@require_POST
@needs("knowledge.edit")
def settle(request: HttpRequest, report_id: int) -> HttpResponse:
    """Say what became of a report."""
    state, note = request.POST.get("state", ""), request.POST.get("note", "")
    try:
        settle_report(
            access=access_of_request(request),
            report_id=report_id,
            state=state,
            note=note,
            actor=actor_of(request),
            now=timezone.now(),
        )
    except (ReportUnknown, ValueError) as unknown:
        raise Http404 from unknown
    messages.success(request, _("報告の状態を保存しました。"))
    return redirect("assistants:reports")


def _shortcuts(day: date) -> list[tuple[str, str]]:
    first = day.replace(day=1)
    year = day.replace(month=4, day=1) if day.month >= 4 else day.replace(year=day.year - 1, month=4, day=1)  # noqa: PLR2004  April
    last_month = first - timedelta(days=1)
    spans = [
        (_("7日間"), day - timedelta(days=6), day),
        (_("30日間"), day - timedelta(days=29), day),
        (_("今月"), first, day),
        (_("先月"), last_month.replace(day=1), last_month),
        (_("今年度"), year, day),
    ]
    return [(label, f"?since={since}&until={until}") for label, since, until in spans]
