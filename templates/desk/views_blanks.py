"""Door of the values in an adopted thing: change them, see what changes in the copy, write it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from templates.adopting.local import LocalChanged, NotSound
from templates.adopting.merge import State, Unresolved
from templates.adopting.revalue import Revalued, blanks_of, compare_values, revalue
from templates.adopting.shown_update import read_choices, shown_parts
from templates.adopting.upgrade import Comparison
from templates.desk.forms_adopting import BlanksForm
from templates.models import Adoption
from templates.reach import OutOfReach
from tenants.public import access_of_request, actor_of, needs


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def change_blanks(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """The form; posted (`do=look`) with what would change; `do=write` writes exactly what was shown."""
    row = get_object_or_404(Adoption.objects.live(), pk=adoption_id)
    try:
        there = blanks_of(adoption=row, access=access_of_request(request), today=timezone.localdate())
        form = BlanksForm(request.POST or None, blanks=there.blanks, body=there.body, absent=there.absent)
        valid = request.method == "POST" and form.is_valid()
        page = compare_values(adoption=row, values=form.given.values) if valid else None
    except (LocalChanged, NotSound, OutOfReach) as wrong:
        messages.error(request, _sentence(wrong))
        return redirect("library:adopted")
    refused = ""
    if page and request.POST.get("do") == "write":
        refused = _written(request, row, form)
        if not refused:
            messages.success(request, _("「%(title)s」の差込欄の値を直しました。") % {"title": row.title})
            return redirect(page.copy.url)
    context = {"row": row, "form": form, "blanks": there.blanks, "refused": refused, **_changes(request, page, refused)}
    status = 422 if request.method == "POST" and (refused or page is None) else 200
    return render(request, "template_library/desk/blanks.html", context, status=status)


def _changes(request: HttpRequest, page: Comparison | None, refused: str) -> dict[str, Any]:
    """The places that the values change, and what was said, to be posted again as it was."""
    if page is None:
        return {"page": None}
    parts = shown_parts(page=page, choices=read_choices(said=request.POST), missing=bool(refused))
    said = [(name, value) for name, value in request.POST.items() if name[:1] in "bn" and name[1:].isdecimal()]
    moved = [part for part in parts if any(place.hunk.state != State.MINE for place in part.places)]
    return {"page": page, "parts": moved, "said": said}


def _written(request: HttpRequest, row: Adoption, form: BlanksForm) -> str:
    """Write; why not, empty when it stands."""
    decided = Revalued(form.given.values, request.POST.get("token", ""), read_choices(said=request.POST))
    access, by = access_of_request(request), actor_of(request)
    try:
        revalue(adoption_id=row.pk, decided=decided, access=access, by=by, now=timezone.now())
    except Unresolved:
        return _("町で直した所と重なる所があります。どちらを使うか、印のある所を選んでください。")
    except (LocalChanged, NotSound, OutOfReach) as wrong:
        return _sentence(wrong)
    return ""


def _sentence(wrong: Exception) -> str:
    if isinstance(wrong, NotSound):
        return _("この値では使えません。%(faults)s") % {"faults": " ".join(wrong.faults)}
    if isinstance(wrong, OutOfReach):
        return _("このひな形は、いまは協議会の共有にありません。町の写しは、その画面で直接直してください。")
    return _("町の写しが、開いている間に変わったか、外されました。何も変えていません。もう一度開いて確かめてください。")
