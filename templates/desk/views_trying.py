"""Door of trying something on the town's own knowledge before it is taken over; nothing of it is installed."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assistants.public import (
    NotAGuide,
    NotATemplate,
    PromptRefused,
    begin_trial,
    text_as_html,
    topic_of_set,
    try_guide,
    try_prompt,
)
from templates.adopting.parts import QUESTIONS
from templates.adopting.preview import ItemPage, open_in
from templates.adopting.try_faq import answered_today, try_faq
from templates.adopting.try_guide import guide_to_try
from templates.adopting.try_questions import questions_to_try, try_question
from templates.desk.forms_adopting import BlanksForm
from templates.desk.views_library import shown_item
from templates.models import Kind
from tenants.public import access_of_request, needs
from web.public import cut, render_page

_PAGE = 20


@never_cache
@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def try_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """A prompt is filled in and run, a FAQ set stands beside what the town answers now, a question is asked, a guide
    is walked, a text is read as it would print."""
    page = shown_item(request, item_id)
    if not page.live or page.item.kind not in _BY_KIND:
        raise Http404
    return _BY_KIND[page.item.kind](request, page)


def _prompt(request: HttpRequest, page: ItemPage) -> HttpResponse:
    access, now = access_of_request(request), timezone.now()
    values = {one.name: one.value or one.example or f"（{one.name}）" for one in page.blanks}
    data = request.POST if request.method == "POST" else None
    try:
        trial = try_prompt(body=page.edition.content, data=data, values=values, access=access, now=now)
    except NotATemplate as wrong:
        raise Http404 from wrong
    refused = ""
    if data is not None and data.get("do") == "run" and trial.ready:
        try:
            run_id = begin_trial(trial=trial, access=access, now=now)
        except PromptRefused as wrong:
            refused = str(wrong.sentence)
        else:
            return redirect(f"{reverse('assistants:prompt_run', args=[run_id])}?begin=1")
    elif data is not None and data.get("do") == "run":
        refused = _("まだ足りないところがあります。印の付いた欄を直してください。")
    context = {"page": page, "trial": trial, "refused": refused, "missing": page.missing}
    return render(request, "template_library/desk/try_prompt.html", context, status=422 if refused else 200)


def _faq(request: HttpRequest, page: ItemPage) -> HttpResponse:
    rows = try_faq(body=page.body, sees_gaps=access_of_request(request).may("gaps.see"))
    asked = next((one for one in rows if one.key == request.GET.get("ask")), None)
    today = answered_today(question=asked.question, today=timezone.localdate()) if asked else None
    shown = cut(items=rows, number=request.GET.get("page"), size=_PAGE)
    context = {
        "page": page,
        "rows": shown.items,
        "pages": shown.pages,
        "asked": asked,
        "today": today,
        "new": sum(one.now is None for one in rows),
        "helped": sum(len(one.unanswered) for one in rows),
        "may_install": access_of_request(request).may("templates.manage"),
    }
    return render(request, "template_library/desk/try_faq.html", context)


def _questions(request: HttpRequest, page: ItemPage) -> HttpResponse:
    """One question a request: it takes as long as a resident waits for an answer."""
    rows = questions_to_try(body=page.body, but=page.adoption.local_ids if page.adoption else ())
    asked = next((one for one in rows if str(one.number) == request.POST.get("ask") and one.can_be_asked), None)
    came = try_question(tried=asked, now=timezone.localtime()) if asked else None
    shown = cut(items=rows, number=request.POST.get("page") or request.GET.get("page"), size=_PAGE)
    context = {
        "page": page,
        "rows": shown.items,
        "pages": shown.pages,
        "asked": asked,
        "came": came,
        "there": sum(one.there for one in rows),
        "topic": topic_of_set(topic=page.body["topic"], questions=page.body[QUESTIONS]),
        "may_install": access_of_request(request).may("templates.manage"),
    }
    whole, piece = "template_library/desk/try_questions.html", "template_library/desk/_tried_question.html"
    if asked:
        return render_page(request=request, page=whole, piece=piece, context={**context, "one": asked})
    return render(request, whole, context)


def _guide(request: HttpRequest, page: ItemPage) -> HttpResponse:
    """The answers travel with the form; what has no value yet stands as 〔name〕."""
    said = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "edition"):
        said.pop(name, None)
    try:
        tried = try_guide(body=guide_to_try(body=page.body), said=said, today=timezone.localdate())
    except NotAGuide as wrong:
        messages.error(request, str(wrong))
        return redirect("library:item", page.item.pk)
    context = {"page": page, "may_install": access_of_request(request).may("templates.manage"), **tried.context}
    return render(request, "template_library/desk/try_guide.html", context)


def _text(request: HttpRequest, page: ItemPage) -> HttpResponse:
    """With values that somebody writes to see how it reads; nothing is kept."""
    form = BlanksForm(request.POST or None, blanks=page.blanks, body=page.content)
    known: dict[str, str | None] = {one.name: one.value for one in page.blanks if one.value}
    if form.is_bound:
        form.is_valid()
        known = {name: value for name, value in form.given.values.items() if name not in form.given.faults}
    body = page.read_with(values=known)
    context = {
        "page": page,
        "form": form,
        "text_title": body["title"],
        "html": text_as_html(text=body["body"]),
        "open": open_in(body=page.content, values=known),
        "may_install": access_of_request(request).may("templates.manage"),
    }
    return render(request, "template_library/desk/try_text.html", context)


_BY_KIND: Final[Mapping[str, Callable[[HttpRequest, ItemPage], HttpResponse]]] = {
    Kind.PROMPT: _prompt,
    Kind.FAQ: _faq,
    Kind.EVALUATION: _questions,
    Kind.GUIDE: _guide,
    Kind.TEXT: _text,
}
