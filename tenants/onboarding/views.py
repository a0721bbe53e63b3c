"""Doors of the first day."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audit_log.public import Subject, record
from tenants.access import member_of, needs
from tenants.audit_actions import STEP_PUT_OFF, STEP_TAKEN_UP
from tenants.configuring.resident_chat import ChatNotOpened, open_chat
from tenants.desk.acting import actor_of
from tenants.facts import town_policy
from tenants.home_tiles import first_day_steps
from tenants.onboarding.board import PUBLISH, board, mark_step, take_up_step


@require_GET
@needs("onboarding.run")
def first_day(request: HttpRequest) -> HttpResponse:
    """The board."""
    now_board = board(published=town_policy().resident_chat_open)
    steps = [line.as_step() for line in now_board.lines]
    return render(request, "tenants/desk/first_day.html", {"board": now_board, "steps": steps})


@require_POST
@needs("onboarding.run")
def set_step(request: HttpRequest, key: str) -> HttpResponse:
    """Put a step off, or take it up again."""
    step = next((step for step in first_day_steps() if step.key == key and key != PUBLISH), None)
    if step is None:
        raise Http404
    now, later = timezone.now(), request.POST.get("step") == "later"
    if later:
        mark_step(key=key, state="later", person_id=member_of(request).person_id, now=now)
    else:
        take_up_step(key=key)
    action = STEP_PUT_OFF if later else STEP_TAKEN_UP
    subject = Subject("tenants.first_day_step", key, str(step.title))
    record(action=action, actor=actor_of(request=request), subject=subject, at=now)
    return redirect("tenants:first_day")


@require_POST
@needs("onboarding.run")
def publish(request: HttpRequest) -> HttpResponse:
    """The last step: residents may ask."""
    if not board(published=False).ready:
        messages.error(request, _("まだ済んでいない手順があります。済ませるか、あとに回してから公開してください。"))
        return redirect("tenants:first_day")
    try:
        if open_chat(actor=actor_of(request=request), now=timezone.now()):
            messages.success(request, _("住民チャットを公開しました。おつかれさまでした。"))
    except ChatNotOpened as refused:
        messages.error(request, refused.sentence)
    return redirect("tenants:first_day")
