"""Doors of a town that shares something: its offerings, what can be shared, the steps to handing in, taking back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from templates.desk.forms_sharing import MarkForm, NumberForm, TextForm
from templates.desk.library_tabs import library_tabs
from templates.desk.offering_page import decision_forms, head_forms, offering_or_404, steps_of, wish_of, written_head
from templates.models import Offering
from templates.places import may_hold_blank, place_label
from templates.sharing.check import check, marks_fault
from templates.sharing.local_things import choices_for, empty_text, gather
from templates.sharing.offer import (
    EDITABLE,
    begin_next,
    begin_offering,
    decide,
    decide_as_suggested,
    discard,
    mark,
    unmark,
    write_head,
    write_text,
)
from templates.sharing.own import offering_list
from templates.sharing.submit import NotSubmitted, preview, submit, take_back
from tenants.public import access_of_request, actor_of, needs


@require_GET
@needs("templates.manage")
def offerings(request: HttpRequest) -> HttpResponse:
    """What the town prepares, has handed in and has released."""
    tabs = library_tabs(access=access_of_request(request), here="offerings")
    return render(request, "template_library/desk/offerings.html", {"listed": offering_list(), "tabs": tabs})


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def new_offering(request: HttpRequest) -> HttpResponse:
    """Choose what to share."""
    access, wish = access_of_request(request), wish_of(request)
    if request.method == "POST":
        key = request.POST.get("thing", "")
        gathered = empty_text() if key == "text" else gather(key=key, access=access)
        if gathered is not None:
            made = begin_offering(
                gathered=gathered, actor=actor_of(request), now=timezone.now(), wish_id=wish.id if wish else None
            )
            return redirect("library:offering", made.pk)
        messages.error(request, _("共有するものを1つ選んでください。"))
    context = {"choices": choices_for(access=access), "wish": wish}
    return render(request, "template_library/desk/offering_new.html", context)


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def offering(request: HttpRequest, offering_id: int) -> HttpResponse:
    """Its title, purpose and the like; handed in, its state."""
    row = offering_or_404(offering_id, editable=request.method == "POST")
    if row.state not in EDITABLE:
        return render(request, "template_library/desk/offering_state.html", {"row": row, "seen": preview(offering=row)})
    forms = head_forms(request, row)
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        got = forms["form"].cleaned_data
        head, now = written_head(offering=row, forms=forms), timezone.now()
        write_head(offering=row, head=head, section=got["section"], change_note=got["change_note"], now=now)
        return redirect("library:offering_check", row.pk)
    context = {"row": row, **forms, "steps": steps_of(offering=row, here="offering", open_count=None)}
    return render(request, "template_library/desk/offering.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def offering_check(request: HttpRequest, offering_id: int) -> HttpResponse:
    """Every local fact in its text, and a decision for each."""
    row = offering_or_404(offering_id, editable=True)
    checked = check(offering=row)
    forms = decision_forms(request, checked)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        made = {form.row.fact.key: decision for form in forms if (decision := form.decision())}
        decide(offering=row, decisions=made, now=timezone.now())
        left = {fact.key for fact in check(offering=row).open}
        return redirect("library:offering_check" if left else "library:offering_submit", row.pk)
    left = {fact.key for fact in checked.open}
    steps = steps_of(offering=row, here="offering_check", open_count=len(left))
    context = {"row": row, "checked": checked, "forms": forms, "steps": steps, "left": len(left), "mark": MarkForm()}
    marked = {"places": checked.places(), "open_keys": left}
    return render(request, "template_library/desk/offering_check.html", {**context, **marked}, status=_status(request))


@require_POST
@needs("templates.manage")
def offering_mark(request: HttpRequest, offering_id: int) -> HttpResponse:
    """Add something found by hand, take it away, or take all suggestions."""
    row, now, step = offering_or_404(offering_id, editable=True), timezone.now(), request.POST.get("step")
    form = MarkForm(request.POST)
    if step == "suggested":
        count = decide_as_suggested(offering=row, now=now)
        messages.success(request, _("%(count)d件を差込欄にしました。名前を確かめてください。") % {"count": count})
    elif step == "unmark":
        unmark(offering=row, text=request.POST.get("text", ""), now=now)
    elif not form.is_valid():
        messages.error(request, _("見つけた言葉を、文章と同じ書き方で入力してください。"))
    elif fault := marks_fault(checked=check(offering=row), text=form.cleaned_data["text"]):
        messages.error(request, fault)
    else:
        mark(offering=row, **form.cleaned_data, now=now)
        messages.success(request, _("加えました。差込欄にするか、残すかを決めてください。"))
    return redirect("library:offering_check", row.pk)


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def offering_text(request: HttpRequest, offering_id: int) -> HttpResponse:
    """Change one text of the copy that is prepared."""
    row = offering_or_404(offering_id, editable=True)
    place = request.GET.get("place", "")
    text = check(offering=row).texts.get(place)
    if text is None or not may_hold_blank(place=place):
        raise Http404
    form = TextForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        write_text(offering=row, place=place, text=form.cleaned_data["text"], now=timezone.now())
        messages.success(request, _("文章を直しました。町で使っている元の文章は変わりません。"))
        return redirect("library:offering_check", row.pk)
    context = {"row": row, "form": form, "label": place_label(place=place)}
    return render(request, "template_library/desk/offering_text.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def offering_submit(request: HttpRequest, offering_id: int) -> HttpResponse:
    """What would leave the town, and handing it in."""
    row = offering_or_404(offering_id, editable=True)
    if request.method == "POST":
        try:
            submit(offering=row, actor=actor_of(request), now=timezone.now(), step=request.POST.get("step", ""))
        except NotSubmitted as refused:
            messages.error(request, " ".join(refused.faults))
        else:
            messages.success(request, _("申請しました。協議会が確かめて決めると、メールでお知らせします。"))
            return redirect("library:offerings")
    seen = preview(offering=row)
    number = NumberForm(request.POST or None, numbers=seen.numbers) if seen.numbers else None
    steps = steps_of(offering=row, here="offering_submit", open_count=len({one.key for one in seen.checked.open}))
    context = {"row": row, "seen": seen, "steps": steps, "number": number}
    return render(request, "template_library/desk/offering_submit.html", context, status=_status(request))


@require_POST
@needs("templates.manage")
def offering_step(request: HttpRequest, offering_id: int) -> HttpResponse:
    """Take it back from the operator, throw the preparation away, or begin the next edition."""
    row = get_object_or_404(Offering, pk=offering_id)
    actor, now = actor_of(request), timezone.now()
    if request.POST.get("step") == "discard" and row.state in EDITABLE:
        discard(offering=row, actor=actor, now=now)
        messages.success(request, _("準備を取りやめました。町で使っている元のものは変わりません。"))
        return redirect("library:offerings")
    if request.POST.get("step") == "next" and row.state == Offering.State.RELEASED:
        made = begin_next(offering=row, access=access_of_request(request), actor=actor, now=now)
        return redirect("library:offering", made.pk)
    try:
        take_back(offering=row, actor=actor, now=now)
        messages.success(request, _("申請を取り下げました。直して、もう一度申請できます。"))
    except NotSubmitted as refused:
        messages.error(request, str(refused))
    return redirect("library:offering", row.pk)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
