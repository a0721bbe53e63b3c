"""Door of a town that tells adopters of its things that a law changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from templates.adopting.law_notices import laws_shared, write_law_notice
from templates.desk.forms_adopting import LawNoticeForm
from templates.proving.crossing import MayNotCross
from templates.reach import own_consortium
from tenants.public import actor_of, current_town, needs


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def law_notice(request: HttpRequest) -> HttpResponse:
    """Only of laws that things of the own town rest on."""
    town, consortium = current_town(), own_consortium()
    laws = laws_shared(consortium_id=consortium, town_id=town.id)
    form = LawNoticeForm(request.POST or None, laws=laws)
    if request.method == "POST" and form.is_valid():
        values, by, now = form.cleaned_data, actor_of(request), timezone.now()
        try:
            write_law_notice(values=values, consortium_id=consortium, town_id=town.id, by=by, now=now)
        except MayNotCross as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("この法令に基づくひな形を使っている町に知らせました。"))
            return redirect("library:home")
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/desk/law_notice.html", {"form": form, "laws": laws}, status=status)
