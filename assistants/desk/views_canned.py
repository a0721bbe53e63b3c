"""Doors of the staff to the town's own canned replies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_canned import CannedForm
from assistants.handover.canned import blanks_in_words, canned_for, editable_by, remove_canned, save_canned
from assistants.handover.queue import ALL
from assistants.models import CannedReply
from tenants.public import Access, SectionFacts, access_of_request, actor_of, needs, town_sections


@require_GET
@needs("handovers.answer")
def canned_replies(request: HttpRequest) -> HttpResponse:
    """Those that the person may use; the own ones can be changed."""
    access = access_of_request(request)
    rows = [(row, access.may(ALL) or row.section_id in access.section_ids) for row in canned_for(access=access)]
    may_add = access.may(ALL) or bool(access.section_ids)
    return render(request, "assistants/desk/handover_canned.html", {"rows": rows, "may_add": may_add})


@require_http_methods(["GET", "POST"])
@needs("handovers.answer")
def edit_canned(request: HttpRequest, canned_id: int | None = None) -> HttpResponse:
    """Add or change one."""
    access = access_of_request(request)
    row = get_object_or_404(editable_by(access=access), pk=canned_id) if canned_id else CannedReply()
    form = CannedForm(request.POST or None, row=row, sections=_sections(access), for_town=access.may(ALL))
    if request.method == "POST" and form.is_valid():
        save_canned(row=form.filled_row(), actor=actor_of(request), now=timezone.now())
        messages.success(request, _("定型文を保存しました。"))
        return redirect("assistants:canned_replies")
    context = {"form": form, "row": row, "blanks": blanks_in_words()}
    return render(request, "assistants/desk/handover_canned_edit.html", context)


@require_POST
@needs("handovers.answer")
def remove_canned_reply(request: HttpRequest, canned_id: int) -> HttpResponse:
    """Take one away."""
    row = get_object_or_404(editable_by(access=access_of_request(request)), pk=canned_id)
    remove_canned(row=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("定型文「%(title)s」を削除しました。") % {"title": row.title})
    return redirect("assistants:canned_replies")


def _sections(access: Access) -> tuple[SectionFacts, ...]:
    return tuple(one for one in town_sections() if access.may(ALL) or one.id in access.section_ids)
