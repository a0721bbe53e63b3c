"""Doors through which a resident reaches a person: the form, the talk within the chat, its news."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.chat.conversation import begin, held_by, hold
from assistants.chat.forms_talk import TalkForm
from assistants.chat.talks import conversations_held, drop_talks, keep_talk
from assistants.conversing import client_key
from assistants.handover.answer_back import answer_back
from assistants.handover.ask import ask_person, passed_on
from assistants.handover.promise import reachable_desk
from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.handover.rules import consent_sentence, handover_rules
from assistants.handover.telling import moment
from assistants.handover.thread import newest_word, news_as_plain, talks_of
from assistants.models import RecordedTurn
from assistants.turn import Channel
from tenants.public import town_sections


@never_cache
@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest) -> HttpResponse:
    """The form; what was written wrong comes back with everything that was typed."""
    rules, sections = handover_rules(), town_sections()
    start = {} if request.method == "POST" else _start(request)
    form = TalkForm(request.POST or None, rules=rules, sections=sections, **start)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, form)
        except HandoverRefused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "assistants/chat/talk.html", {"form": form, "rules": rules, **_around(request, form)})


@require_POST
def answer(request: HttpRequest, talk_key: UUID) -> HttpResponse:
    """The resident writes again."""
    held, now = conversations_held(request), timezone.now()
    text = request.POST.get("text", "")
    try:
        key = UUID(request.POST.get("key", "")) if request.POST.get("key") else uuid4()
        answer_back(talk_key=talk_key, conversation_ids=held, text=text, key=key, now=now)
    except (HandoverUnknown, ValueError) as unknown:
        raise Http404 from unknown
    except HandoverRefused as refused:
        return _talks(request, refused=(talk_key, refused.sentence, text))
    return _talks(request) if request.headers.get("HX-Request") else redirect(f"/chat/#talk-{talk_key}")


@never_cache
@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """What is new since the mark `after`: a piece for the page (204 when nothing is), JSON for programs."""
    written = request.GET.get("after", "")
    after = int(written) if written.isdecimal() and len(written) < 16 else 0  # noqa: PLR2004  digits of a bigint
    talks = talks_of(conversation_ids=conversations_held(request), now=timezone.now())
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(news_as_plain(talks=talks, after=after))
    if newest_word(talks=talks) <= after:
        return HttpResponse(status=204)
    # Only what changed is brought into the page: a half-written word stays in its field.
    context = {"talks": [(one, None) for one in talks], "talks_mark": newest_word(talks=talks), "news": True}
    return render(request, "assistants/chat/_talks_news.html", context)


@require_POST
def forget_talks(_request: HttpRequest) -> HttpResponse:
    """For shared devices: the talks are no longer shown here; the town still answers."""
    response = redirect("assistants:start_over")
    drop_talks(response=response)
    return response


def talks_context(request: HttpRequest) -> dict[str, Any]:
    """What the chat page shows of the talks."""
    talks = talks_of(conversation_ids=conversations_held(request), now=timezone.now())
    forms = [(one, uuid4()) for one in talks]
    return {"talks": forms, "talks_mark": newest_word(talks=talks), "talks_wait": any(one.waits for one in talks)}


def _talks(request: HttpRequest, *, refused: tuple[UUID, str, str] | None = None) -> HttpResponse:
    context = {**talks_context(request), "refused": refused}
    page = "assistants/chat/_talks.html" if request.headers.get("HX-Request") else "assistants/chat/talk_refused.html"
    return render(request, page, context)


def _asked(request: HttpRequest, form: TalkForm) -> HttpResponse:
    now = timezone.now()
    held = held_by(request) or begin(language=request.POST.get("language", ""), now=now)
    row = ask_person(
        conversation_id=held.id,
        channel=Channel.PAGE.value,
        asked=form.asked(),
        client=client_key(request),
        now=now,
    )
    messages.success(request, _("受け付けました。受付番号は%(number)sです。") % {"number": row.pk})
    response = redirect(f"/chat/#talk-{row.key}")
    hold(response=response, held=held)
    keep_talk(request=request, response=response, token=held.token)
    return response


def _start(request: HttpRequest) -> dict[str, Any]:
    """The form filled from the answer it was opened beside."""
    held = held_by(request)
    try:
        turn_id = UUID(request.GET.get("turn", ""))
    except ValueError:
        return {}
    row = RecordedTurn.objects.filter(pk=turn_id, conversation_id=held.id).first() if held else None
    if row is None:
        return {}
    return {"turn": row.pk, "message": row.question, "section": str(row.section_id or "")}


def _around(request: HttpRequest, form: TalkForm) -> dict[str, Any]:
    held, now, rules = held_by(request), timezone.now(), handover_rules()
    section = str(form["section"].value() or "")
    reached = reachable_desk(section_id=int(section) if section.isdecimal() else None)
    promised = reached.promise(now=now, hours=rules.answer_within_hours)
    opens = None if reached.is_open(now=now) else reached.hours.next_opening(at=now)
    return {
        "said": passed_on(conversation_id=held.id if held else None),
        "consent": consent_sentence(rules=rules),
        "desk": reached.desk,
        "promised": moment(at=promised, now=now) if promised else "",
        "opens": moment(at=opens, now=now) if opens else "",
    }
