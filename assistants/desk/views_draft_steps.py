"""Doors that act on a draft: leave a finding, confirm, approve, take along, go back, delete."""

from datetime import UTC, datetime
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assistants.desk.drafts_open import draft_of, number_in
from assistants.drafting.find import DraftUnknown, version_of
from assistants.drafting.sign import ask_approval, confirm, decide
from assistants.drafting.take import KINDS, take
from assistants.drafting.write import delete, leave_finding, save
from assistants.models import Draft
from assistants.refusals import Refused
from tenants.public import access_of_request, actor_of, needs

_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


@require_POST
@needs("drafts.write")
def step_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Confirm, ask for approval, approve or give back, leave a finding, go back to a version, delete."""
    step = request.POST.get("step", "")
    row = draft_of(request, draft_id, writes=step not in ("approve", "return"))
    try:
        told = _step(request, row, step)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    except DraftUnknown as unknown:
        raise Http404 from unknown
    else:
        if told:
            messages.success(request, told)
    return redirect("assistants:drafts") if step == "delete" else redirect("assistants:draft", draft_id)


@require_GET
@needs("drafts.write")
def take_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The confirmed version as a file."""
    row, kind = draft_of(request, draft_id), request.GET.get("kind", "word")
    if kind not in KINDS:
        raise Http404
    try:
        taken = take(row=row, kind=kind, actor=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("assistants:draft", draft_id)
    response = HttpResponse(taken.content, content_type=taken.content_type)
    response["Content-Disposition"] = f'attachment; filename="draft-{row.pk}-{row.number}.{taken.ending}"'
    return response


def _step(request: HttpRequest, row: Draft, step: str) -> str:
    """Do it, and what is said of it; nothing for a step that is none."""
    done = {"confirm": _confirmed, "ask": _asked, "approve": _decided, "return": _decided, "ignore": _left}
    done |= {"back": _gone_back, "delete": _deleted}
    return done[step](request, row) if step in done else ""


def _confirmed(request: HttpRequest, row: Draft) -> str:
    confirm(
        row=row,
        access=access_of_request(request),
        read_at=_read_at(request),
        vows=frozenset(request.POST.getlist("vow")),
        minutes=number_in(request, "minutes") if request.POST.get("minutes") else None,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _("確認を記録しました。書き出せます。")


def _asked(request: HttpRequest, row: Draft) -> str:
    access, approver = access_of_request(request), number_in(request, "approver")
    ask_approval(row=row, access=access, approver_id=approver, actor=actor_of(request), now=timezone.now())
    return _("承認を頼みました。")


def _decided(request: HttpRequest, row: Draft) -> str:
    approved = request.POST["step"] == "approve"
    decide(
        row=row,
        access=access_of_request(request),
        read_at=_read_at(request),
        approved=approved,
        comment=request.POST.get("comment", ""),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _("承認しました。") if approved else _("差し戻しました。")


def _left(request: HttpRequest, row: Draft) -> str:
    leave_finding(row=row, rule=request.POST.get("rule", ""), words=request.POST.get("words", ""))
    return _("この指摘は、この下書きでは出しません。")


def _gone_back(request: HttpRequest, row: Draft) -> str:
    number = number_in(request, "number")
    older, message = version_of(row=row, number=number), _("第%(number)d版に戻した") % {"number": number}
    now, access = timezone.now(), access_of_request(request)
    save(draft_id=row.pk, access=access, base=row.revision, text=older.text, message=message, now=now)
    return _("第%(number)d版の文に戻しました。いままでの版も残っています。") % {"number": number}


def _deleted(request: HttpRequest, row: Draft) -> str:
    delete(row=row, actor=actor_of(request), now=timezone.now())
    return _("下書き「%(title)s」を削除しました。") % {"title": row.title}


def _read_at(request: HttpRequest) -> datetime:
    """Which state of the draft the page showed; long ago when it is not told, which is no state of it."""
    try:
        told = parse_datetime(request.POST.get("read", ""))
    except ValueError:
        told = None
    return told if told is not None and timezone.is_aware(told) else _LONG_AGO
