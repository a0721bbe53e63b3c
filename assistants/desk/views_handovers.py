"""Doors of the staff to hand-overs: the queue, one of them, its steps, the town's rules."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from assistants.audit_actions import HANDOVER_READ
from assistants.desk.forms_handovers import RulesForm
from assistants.handover import act
from assistants.handover.act import Clerk
from assistants.handover.canned import canned_at, filled
from assistants.handover.promise import reachable_desk
from assistants.handover.queue import TABS, contact_of, handover_for, queue_counts, queue_page
from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.handover.rules import handover_rules, save_rules
from assistants.handover.suggest import drafted, suggestions
from assistants.handover.telling import what_is_next
from assistants.models import Handover
from audit_log.public import Subject, record
from tenants.public import access_of_request, actor_of, needs, town_profile, town_sections
from web.public import Tab

_TAB_WORDS = {
    "waiting": gettext_lazy("未対応"),
    "taken": gettext_lazy("対応中"),
    "answered": gettext_lazy("回答済み"),
    "closed": gettext_lazy("終了"),
}


@require_GET
@needs("handovers.answer")
def handovers(request: HttpRequest) -> HttpResponse:
    """The queue of the person's sections."""
    access, now = access_of_request(request), timezone.now()
    tab = request.GET.get("tab", "") if request.GET.get("tab", "") in TABS else "waiting"
    section = request.GET.get("section", "")
    section_id = int(section) if section.isdecimal() and len(section) < 10 else None  # noqa: PLR2004  digits of an id
    page = queue_page(access=access, tab=tab, section_id=section_id, page=request.GET.get("page", ""))
    counts = queue_counts(access=access, now=now)
    narrowed = f"&section={section_id}" if section_id else ""
    tabs = [Tab(str(_TAB_WORDS[key]), f"?tab={key}{narrowed}", key == tab, counts[key]) for key in TABS]
    sections = [s for s in town_sections() if access.may("handovers.all") or s.id in access.section_ids]
    context = {"rows": page.items, "pages": page.pages, "tabs": tabs, "tab": tab, "counts": counts, "now": now}
    more = {"sections": sections, "section_id": section_id, "may_set": access.may("handovers.all")}
    return render(request, "assistants/desk/handovers.html", {**context, **more})


@require_GET
@needs("handovers.answer")
def handover(request: HttpRequest, handover_id: int) -> HttpResponse:
    """One of them, with everything that is needed to answer; reading it is recorded."""
    row = _row(request, handover_id)
    with transaction.atomic():
        named = Subject("assistants.handover", str(row.pk), _("相談%(number)s") % {"number": row.pk})
        record(action=HANDOVER_READ, actor=actor_of(request), subject=named, at=timezone.now())
    return _page(request, row)


@require_POST
@needs("handovers.answer")
def reply(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Send, or put a suggestion or the assistant's draft below what is already written."""
    row, now, step = _row(request, handover_id), timezone.now(), request.POST.get("step", "send")
    text, access = request.POST.get("text", ""), access_of_request(request)
    if step == "draft" and access.may("ai.use"):
        found = drafted(row=row, person_id=access.person_id, now=now)
        if not found:
            messages.info(request, _("AIは、町の資料から答えの案を作れませんでした。"))
        return _page(request, row, text=_below(text, found))
    if step.startswith(("use:", "canned:")):
        return _page(request, row, text=_below(text, _chosen(row, step, now)))
    return _step(request, row, lambda clerk: act.reply(row=row, clerk=clerk, text=text, key=_key(request), now=now))


@require_POST
@needs("handovers.answer")
def step(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Take, note, transfer, close or reopen."""
    row, now, post = _row(request, handover_id), timezone.now(), request.POST
    text = post.get("reason", "")
    seen, section = post.get("instead_of", ""), post.get("section", "")
    steps = {
        "take": lambda clerk: act.take(row=row, clerk=clerk, instead_of=_id(seen), now=now),
        "note": lambda clerk: act.note(row=row, clerk=clerk, text=text, key=_key(request), now=now),
        "transfer": lambda clerk: act.transfer(
            row=row, clerk=clerk, section_id=_id(section) or 0, reason=text, now=now
        ),
        "close": lambda clerk: act.close(row=row, clerk=clerk, reason=text, now=now),
        "reopen": lambda clerk: act.reopen(row=row, clerk=clerk, now=now),
    }
    chosen = steps.get(post.get("step", ""))
    if chosen is None:
        raise Http404
    return _step(request, row, chosen)


@needs("handovers.all")
def rules(request: HttpRequest) -> HttpResponse:
    """The town's rules, and how its written hours are understood."""
    row, now = handover_rules(), timezone.now()
    form = RulesForm(request.POST or None, rules=row)
    if request.method == "POST" and form.is_valid():
        save_rules(values=form.cleaned_data, labels=form.labels, actor=actor_of(request), now=now)
        messages.success(request, _("相談の受付設定を保存しました。"))
        return redirect("assistants:handover_rules")
    promised = reachable_desk(section_id=None).promise(now=now, hours=row.answer_within_hours)
    context = {"form": form, "promised": promised, "profile": town_profile()}
    return render(request, "assistants/desk/handover_rules.html", context)


def _step(request: HttpRequest, row: Handover, run: Any) -> HttpResponse:
    access = access_of_request(request)
    try:
        run(Clerk(access.person_id, access.name, actor_of(request)))
    except HandoverRefused as refused:
        messages.error(request, refused.sentence)
        again = _row(request, row.pk)
        return _page(request, again, text=request.POST.get("text", ""), reason=request.POST.get("reason", ""))
    messages.success(request, _("相談%(number)sを更新しました。") % {"number": row.pk})
    gone = not access.may("handovers.all") and request.POST.get("step") == "transfer"
    return redirect("assistants:handovers") if gone else redirect("assistants:handover", handover_id=row.pk)


def _page(request: HttpRequest, row: Handover, *, text: str = "", reason: str = "") -> HttpResponse:
    now, access = timezone.now(), access_of_request(request)
    context = {
        "row": row,
        "contact": contact_of(row=row),
        "told": what_is_next(row=row, reached=reachable_desk(section_id=row.section_id), now=now),
        "suggestions": suggestions(row=row, now=now) if row.state != Handover.State.CLOSED else [],
        "canned": canned_at(row=row) if row.state != Handover.State.CLOSED else [],
        "sections": [section for section in town_sections() if section.id != row.section_id],
        "text": text,
        "reason": reason,
        "key": uuid4(),
        "now": now,
        "mine": row.taken_by_id == access.person_id,
        "may_draft": access.may("ai.use"),
        "overdue": row.state in Handover.OWED and row.promised_at is not None and row.promised_at < now,
    }
    return render(request, "assistants/desk/handover.html", context)


def _row(request: HttpRequest, handover_id: int) -> Handover:
    try:
        return handover_for(access=access_of_request(request), handover_id=handover_id)
    except HandoverUnknown as unknown:
        raise Http404 from unknown


def _chosen(row: Handover, step: str, now: datetime) -> str:
    """The text behind a button: a canned reply with its blanks filled, or a suggestion; empty when it is gone."""
    if step.startswith("canned:"):
        found = [one for one in canned_at(row=row) if step == f"canned:{one.pk}"]
        return filled(canned=found[0], row=row) if found else ""
    return "".join(one.text for one in suggestions(row=row, now=now) if step == f"use:{one.passage_id}")


def _below(text: str, more: str) -> str:
    return "\n\n".join(part for part in (text.strip(), more.strip()) if part)


def _id(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < 10 else None  # noqa: PLR2004  digits of an id


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
