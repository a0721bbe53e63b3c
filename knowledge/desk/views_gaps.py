"""Pages of what could not be answered: the list, one gap with what comes near it, its FAQ draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.desk.asking import actor_of
from knowledge.desk.forms import NewFaqForm
from knowledge.desk.gap_list import GapFilters, gap_counts, gaps
from knowledge.editing.faq import FaqChanged, FaqExists
from knowledge.gaps.alike import alike_gaps
from knowledge.gaps.decide import GapChanged, dismiss, draft_answer, reopen, take_back
from knowledge.gaps.nearest import nearest_known
from knowledge.models import Gap, GapQuestion
from knowledge.readers import gaps_of, may_approve_for
from llm_gateway.public import ModelFailed, NotConfigured
from tenants.public import access_of_request, needs, town_sections
from web.public import Cut, cut

_WORDINGS = 8  # other wordings that a draft begins with


@require_GET
@needs("gaps.see")
def gap_list(request: HttpRequest) -> HttpResponse:
    """What could not be answered, most and latest first."""
    access, filters, now = access_of_request(request), GapFilters.of(request.GET), timezone.now()
    page = gaps(access=access, filters=filters, now=now, number=request.GET.get("page", ""))
    counts = gap_counts(access=access)
    context = {
        "rows": page.items,
        "pages": page.pages,
        "filters": filters,
        "states": [(state.value, state.label, counts[state.value]) for state in Gap.State],
        "sections": town_sections(),
    }
    return render(request, "knowledge/gaps.html", context)


@require_GET
@needs("gaps.see")
def gap_page(request: HttpRequest, gap_id: int) -> HttpResponse:
    """One gap: what was asked, what the town has near it, and why that was no answer."""
    access, gap = access_of_request(request), _gap(request, gap_id)
    near = nearest_known(question=gap.label, audience=gap.audience, access=access, today=timezone.localdate())
    page: Cut[GapQuestion] = cut(items=gap.questions.all(), number=request.GET.get("page", ""), size=10)
    words = request.GET.get("words", "").strip()[:100]
    context = {"gap": gap, "near": near, "questions": page.items, "pages": page.pages, "words": words}
    context["joined"] = gap.joined.order_by("pk")
    context["alike"] = alike_gaps(gap=gap, words=words, access=access)
    context["may_edit"] = access.may("knowledge.edit")
    return render(request, "knowledge/gap.html", context)


@require_POST
@needs("knowledge.edit")
def gap_decide(request: HttpRequest, gap_id: int) -> HttpResponse:
    """Leave a gap as it is, take that back, or open an answered one again."""
    gap, access = _gap(request, gap_id), access_of_request(request)
    decisions = {"dismiss": dismiss, "take_back": take_back, "reopen": reopen}
    decide = decisions.get(request.POST.get("wish", ""))
    try:
        if decide:
            decide(gap_id=gap.pk, by=actor_of(access=access), now=timezone.now())
            messages.success(request, _("変更しました。この画面から元に戻せます。"))
    except GapChanged:
        messages.info(request, _("ほかの人が先に決めました。"))
    return redirect("knowledge:gap", gap_id=gap.pk)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def gap_draft(request: HttpRequest, gap_id: int) -> HttpResponse:
    """The FAQ entry that closes a gap: its wordings stand in the form, what comes near it beside it."""
    access, gap = access_of_request(request), _gap(request, gap_id)
    form = NewFaqForm(request.POST or None, access=access, initial=_initial(gap))
    if request.method == "POST" and form.is_valid() and _draft(request, form, gap):
        return redirect("knowledge:gap", gap_id=gap.pk)
    near = nearest_known(question=gap.label, audience=gap.audience, access=access, today=timezone.localdate())
    return render(request, "knowledge/gap_draft.html", {"form": form, "gap": gap, "near": near})


def _draft(request: HttpRequest, form: NewFaqForm, gap: Gap) -> bool:
    access, data = access_of_request(request), form.cleaned_data
    section_id = int(data["section"]) if data["section"] else None
    at_once = may_approve_for(access=access, section_id=section_id)
    try:
        draft_answer(
            gap_id=gap.pk,
            wording=form.wording(),
            section_id=section_id,
            audience=data["audience"],
            at_once=at_once,
            by=actor_of(access=access),
            now=timezone.now(),
        )
    except FaqExists:
        form.add_error("question", _("同じ質問が、すでに登録されています。"))
        return False
    except (FaqChanged, ModelFailed, NotConfigured):
        messages.warning(
            request, _("案は保存しましたが、検索用の索引を作れませんでした。FAQの画面から公開してください。")
        )
        return True
    said = _("公開し、同じ質問をもう一度試しました。") if at_once else _("案を出しました。課長の承認を待ちます。")
    messages.success(request, said)
    return True


def _gap(request: HttpRequest, gap_id: int) -> Gap:
    rows = Gap.objects.filter(gaps_of(access=access_of_request(request)))
    return get_object_or_404(rows.select_related("section", "entry", "decided_by"), pk=gap_id)


def _initial(gap: Gap) -> dict[str, object]:
    texts = gap.questions.order_by("-at").values_list("text", flat=True)[: 5 * _WORDINGS]
    others = [text for text in dict.fromkeys(texts) if text != gap.label][:_WORDINGS]
    audience = "staff" if gap.audience == "staff" else "residents"
    return {
        "question": gap.label,
        "variants": "\n".join(others),
        "section": str(gap.section_id or ""),
        "audience": audience,
    }
