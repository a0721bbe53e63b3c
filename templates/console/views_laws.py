"""Door of the operator who tells towns that a law changed on which shared things rest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from templates.adopting.law_notices import law_notices, laws_of_all, write_law_notice
from templates.desk.forms_adopting import LawNoticeForm
from tenants.public import actor_of, needs_operator


@require_http_methods(["GET", "POST"])
@needs_operator
def law_notice(request: HttpRequest) -> HttpResponse:
    """What was told, and something new: to the towns of each consortium that shares things with that basis."""
    by_law = laws_of_all()
    form = LawNoticeForm(request.POST or None, laws=sorted(by_law))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        for consortium_id in by_law[values["law"]]:
            write_law_notice(
                values=values, consortium_id=consortium_id, town_id=None, by=actor_of(request), now=timezone.now()
            )
        messages.success(request, _("この法令に基づくひな形を使っている町に知らせました。"))
        return redirect("moderation:law_notice")
    context = {"form": form, "laws": by_law, "told": law_notices()}
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/console/law_notice.html", context, status=status)
