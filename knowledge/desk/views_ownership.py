"""Pages of who looks after what, and of handing it over."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from knowledge.changing.apply import PlanChanged
from knowledge.changing.rows import ChangedRow, fingerprint
from knowledge.desk.asking import actor_of
from knowledge.desk.changed_titles import titles_of
from knowledge.desk.forms_hand_over import PersonHandOverForm, SectionHandOverForm
from knowledge.handing_over.board import SEASON, by_person, by_section
from knowledge.handing_over.gather import MOST, WORDS, TooMuch, gather
from knowledge.handing_over.hand_over import hand_over
from tenants.public import PersonNotChanged, access_of_request, needs

Form = PersonHandOverForm | SectionHandOverForm


@require_GET
@needs("knowledge.edit")
def ownership(request: HttpRequest) -> HttpResponse:
    """What each section and each person looks after."""
    access, today = access_of_request(request), timezone.localdate()
    context = {
        "sections": by_section(access=access, today=today, whole_town=_("町全体")),
        "people": by_person(access=access),
        "season": today.month in SEASON,
    }
    return render(request, "knowledge/ownership.html", context)


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def hand_over_people(request: HttpRequest) -> HttpResponse:
    """From one person to another."""
    form = PersonHandOverForm(request.POST or None, access=access_of_request(request), initial=_initial(request))
    return _hand_over(request, form, _("担当者の引き継ぎ"))


@require_http_methods(["GET", "POST"])
@needs("knowledge.edit")
def hand_over_sections(request: HttpRequest) -> HttpResponse:
    """From one section to another."""
    form = SectionHandOverForm(request.POST or None, access=access_of_request(request), initial=_initial(request))
    return _hand_over(request, form, _("課の引き継ぎ"))


def _hand_over(request: HttpRequest, form: Form, title: str) -> HttpResponse:
    """Choose, look, do: one address, the form travels along."""
    context: dict[str, object] = {"form": form, "title": title}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("go") == "apply":
                return _apply(request, form, title)
        except PlanChanged:
            messages.warning(request, _("確認のあとで内容が変わりました。もう一度、確かめてください。"))
        except PersonNotChanged as why:
            messages.error(request, str(why))
        try:
            rows = gather(wish=form.wish(), access=access_of_request(request))
        except TooMuch:
            form.add_error(
                None, _("一度に引き継げるのは%(most)s件までです。課を選んで分けてください。") % {"most": MOST}
            )
        else:
            context |= _preview(form, rows)
    return render(request, "knowledge/hand_over.html", context)


def _apply(request: HttpRequest, form: Form, title: str) -> HttpResponse:
    access, wish = access_of_request(request), form.wish()
    names = [dict(form.fields[name].choices)[form.data[name]] for name in ("giver", "taker")]  # type: ignore[attr-defined]
    change = hand_over(
        wish=wish,
        label=f"{title}（{names[0]} → {names[1]}）",
        seen=request.POST.get("seen", ""),
        end_roles=form.ends_roles,
        access=access,
        by=actor_of(access=access),
        now=timezone.now(),
    )
    messages.success(
        request, _("%(count)s件を引き継ぎました。この画面から元に戻せます。") % {"count": len(change.rows)}
    )
    return redirect("knowledge:change", change_id=change.pk)


def _preview(form: Form, rows: Sequence[ChangedRow]) -> dict[str, object]:
    counts, titles = Counter(row.table for row in rows), titles_of(rows=rows)
    parts = [
        (word, counts[table], [titles.get((table, row.id), "—") for row in rows if row.table == table])
        for table, word in WORDS.items()
        if counts[table]
    ]
    hidden = [(name, form.data[name]) for name in form.fields if form.data.get(name)]
    return {"parts": parts, "total": len(rows), "seen": fingerprint(rows=rows), "hidden": hidden, "previewed": True}


def _initial(request: HttpRequest) -> dict[str, str]:
    return {"giver": request.GET.get("giver", "")}
