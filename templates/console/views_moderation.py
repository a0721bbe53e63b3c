"""Doors of the moderator: the queue, one submission, what is released, withdrawing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from templates.console.forms_moderation import ReturnForm, WithdrawForm
from templates.console.moderation_page import item_list, note_opened, place_in_queue, queue_rows, state_tabs
from templates.models import Edition, SharedItem, Submission
from templates.sharing.release import ReleaseRefused
from templates.sharing.review import NotWaiting, approve, content_of_edition, give_back, reviewed, submissions_in
from templates.sharing.withdraw import WithdrawnAlready, withdraw_edition, withdraw_item
from tenants.public import actor_of, needs_operator
from web.public import Cut, cut


@require_GET
@needs_operator
def submissions(request: HttpRequest) -> HttpResponse:
    """What towns handed in, the waiting ones first."""
    state = request.GET.get("state", "waiting")
    page: Cut[Submission] = cut(items=submissions_in(state=state), number=request.GET.get("page"))
    rows = queue_rows(rows=page.items, request=request, now=timezone.now())
    context = {"page": page, "rows": rows, "tabs": state_tabs(state=state), "state": state}
    return render(request, "template_library/console/submissions.html", context)


@require_http_methods(["GET", "POST"])
@needs_operator
def submission(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """One submission; a post approves it or gives it back."""
    row, place = get_object_or_404(Submission, pk=submission_id), place_in_queue(submission_id=submission_id)
    form = ReturnForm(request.POST if request.POST.get("step") == "return" else None)
    note_opened(request=request, submission_id=submission_id)
    if request.method == "POST" and (request.POST.get("step") == "approve" or form.is_valid()):
        actor, now = actor_of(request), timezone.now()
        try:
            if form.is_bound:
                give_back(submission=row, comment=form.cleaned_data["comment"], actor=actor, now=now)
                messages.success(request, _("町に差し戻しました。"))
            else:
                made = approve(submission=row, actor=actor, now=now)
                messages.success(request, _("「%(edition)s」を公開しました。") % {"edition": str(made)})
        except NotWaiting:
            messages.error(request, _("この申請は、すでに決まったか取り下げられています。"))
        except ReleaseRefused as refused:
            messages.error(request, str(refused))
        return redirect(
            *(("moderation:submission", place.after) if place and place.after else ("moderation:submissions",))
        )
    context = {"seen": reviewed(row=row), "form": form, "place": place}
    return render(request, "template_library/console/submission.html", context, status=422 if form.errors else 200)


@require_GET
@needs_operator
def items(request: HttpRequest) -> HttpResponse:
    """Everything released, also what was withdrawn."""
    words = request.GET.get("q", "")
    page: Cut[SharedItem] = cut(items=item_list(words=words), number=request.GET.get("page"))
    return render(request, "template_library/console/items.html", {"page": page, "words": words})


@require_GET
@needs_operator
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One item with its editions."""
    row = get_object_or_404(SharedItem.objects.select_related("latest__item"), pk=item_id)
    editions = row.editions.select_related("withdrawal")
    content = content_of_edition(edition=row.latest) if row.latest else None
    context = {"row": row, "editions": editions, "content": content, "form": WithdrawForm()}
    return render(request, "template_library/console/item.html", context)


@require_POST
@needs_operator
def withdraw(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Withdraw the item, or one edition of it."""
    row = get_object_or_404(SharedItem, pk=item_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("取り下げる理由を300文字までで書いてください。"))
        return redirect("moderation:item", item_id)
    reason, actor, now = form.cleaned_data["reason"], actor_of(request), timezone.now()
    try:
        if number := request.POST.get("version"):
            withdraw_edition(edition=_edition(row, number), reason=reason, actor=actor, now=now)
        else:
            withdraw_item(item=row, reason=reason, actor=actor, now=now)
        messages.success(request, _("取り下げました。導入した町の画面に理由が出ます。"))
    except WithdrawnAlready:
        messages.error(request, _("すでに取り下げられています。"))
    return redirect("moderation:item", item_id)


def _edition(row: SharedItem, version: str) -> Edition:
    found = next((one for one in Edition.objects.filter(item=row) if one.version == version), None)
    if found is None:
        raise Http404
    return found
