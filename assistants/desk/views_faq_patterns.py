"""Doors of the FAQ patterns: the list by topic, the town's blanks, taking one over."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistants.desk.forms_prompts import BlanksForm, PatternForm
from assistants.models import BlankValue, FaqPattern
from assistants.prompting.patterns import (
    BlanksMissing,
    PatternChanged,
    filled,
    patterns_for,
    put_aside,
    take_over,
    topic_counts,
    write_blanks,
)
from assistants.prompting.profile_values import blank_values, desk_values, source_values
from assistants.prompting.starter import blank_duties, starter_blanks
from knowledge.public import FaqExists
from tenants.public import access_of_request, actor_of, needs, town_sections
from web.public import Cut, cut

_PAGE: Final = 25


@require_GET
@needs("knowledge.edit")
def faq_patterns(request: HttpRequest) -> HttpResponse:
    """Patterns with the town's values filled in; what is missing is named."""
    words, topic = request.GET.get("q", "").strip()[:100], request.GET.get("topic", "")
    state = request.GET.get("state", FaqPattern.State.OPEN)
    prefix = request.GET.get("set", "")[:20].replace("\0", "")
    rows = patterns_for(topic=topic, state=state, words=words, prefix=prefix)
    shown: Cut[FaqPattern] = cut(items=rows, number=request.GET.get("page"), size=_PAGE)
    values = _values(request)
    context = {
        "rows": [(row, filled(pattern=row, values=values)) for row in shown.items],
        "pages": shown.pages,
        "words": words,
        "topic": topic,
        "state": state,
        "prefix": prefix,
        "states": FaqPattern.State.choices,
        "topics": topic_counts(),
        "empty_blanks": sum(not values[name] for name in starter_blanks()),
        "may_load": access_of_request(request).may("templates.manage"),
        "any": FaqPattern.objects.exists(),
    }
    return render(request, "assistants/desk/faq_patterns.html", context)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def faq_pattern(request: HttpRequest, pattern_id: int) -> HttpResponse:
    """Correct the filled text and make it a FAQ proposal (`take`), or put it aside (`aside`, `back`)."""
    pattern = get_object_or_404(FaqPattern, pk=pattern_id)
    full = filled(pattern=pattern, values=_values(request))
    start = {"question": full.question, "answer": full.answer}
    taking = request.method == "POST" and request.POST.get("step") == "take"
    form = PatternForm(request.POST if taking else None, initial=start, sections=town_sections())
    if request.method == "POST" and (not taking or form.is_valid()):
        said = form.cleaned_data if taking else {}
        try:
            _decide(request, pattern, said)
        except BlanksMissing as missing:
            told = _("〔　〕のところが残っています（%(names)s）。住民に見せる前に、町の値に書き換えてください。")
            form.add_error("answer", told % {"names": "、".join(missing.names)})
        except FaqExists:
            form.add_error("question", _("同じ質問のFAQがもうあります。そちらを直すか、質問の言い方を変えてください。"))
        except PatternChanged:
            messages.error(request, _("ほかの人が先に決めました。いまの状態を確かめてください。"))
            return redirect("assistants:faq_pattern", pattern_id)
        else:
            return redirect("assistants:faq_patterns")
    status = 422 if form.errors else 200
    context = {"pattern": pattern, "form": form, "missing": full.missing}
    return render(request, "assistants/desk/faq_pattern.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def prompt_blanks(request: HttpRequest) -> HttpResponse:
    """The town's values of all blanks of the starter library, written once."""
    blanks, hints = starter_blanks(), _hints(request)
    own = blank_values(blanks=blanks.values(), sources={})
    form = BlanksForm(request.POST or None, blanks=tuple(blanks.values()), values=own, hints=hints)
    if request.method == "POST" and form.is_valid():
        count = write_blanks(values=form.values(), actor=actor_of(request), now=timezone.now())
        messages.success(request, _("差込欄を%(count)d件変えました。") % {"count": count})
        return redirect("assistants:faq_patterns")
    status = 422 if form.errors else 200
    return render(request, "assistants/desk/prompt_blanks.html", {"form": form}, status=status)


def _values(request: HttpRequest) -> dict[str, str]:
    """The town's values, also of blanks that came with shared sets; where it wrote none, what profile and desks say."""
    known = dict.fromkeys(starter_blanks(), "") | _hints(request)
    return known | dict(BlankValue.objects.exclude(value="").values_list("name", "value"))


def _hints(request: HttpRequest) -> dict[str, str]:
    sources = source_values(access=access_of_request(request), today=timezone.localdate())
    desks = desk_values(blanks=starter_blanks().values(), duties=blank_duties())
    told = {name: sources.get(blank.source, "") for name, blank in starter_blanks().items() if blank.source}
    return {name: value for name, value in (told | desks).items() if value}


def _decide(request: HttpRequest, pattern: FaqPattern, said: dict[str, Any]) -> None:
    actor, now = actor_of(request), timezone.now()
    if not said:
        put_aside(pattern=pattern, aside=request.POST.get("step") == "aside", actor=actor, now=now)
        return
    section_id = int(said["section"]) if said["section"] else None
    take_over(
        pattern=pattern,
        question=said["question"],
        answer=said["answer"],
        section_id=section_id,
        actor=actor,
        now=now,
    )
    messages.success(request, _("FAQの提案にしました。担当の課が承認すると、住民に答えるようになります。"))
