"""Door of an update: the town's words and the newer edition beside each other, a choice for each place."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistants.public import known_blanks
from templates.adopting.install import NotProven
from templates.adopting.local import LocalChanged, NotSound
from templates.adopting.merge import Unresolved
from templates.adopting.shown_update import read_choices, shown_parts
from templates.adopting.standing import Standing, standings
from templates.adopting.upgrade import Comparison, Decided, compare, upgrade
from templates.desk.forms_adopting import BlanksForm
from templates.models import Adoption
from templates.reach import OutOfReach, Withdrawn
from tenants.public import access_of_request, actor_of, needs


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def update(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """Choose place by place (the side that changed is chosen already, a conflict never), write the next version."""
    row = get_object_or_404(Adoption.objects.live(), pk=adoption_id)
    standing = standings(adoptions=[row])[0]
    try:
        page = compare(adoption=row, edition_id=_edition(request, standing))
    except (LocalChanged, Withdrawn, NotSound, OutOfReach) as wrong:
        messages.error(request, _sentence(wrong))
        return redirect("library:adopted")
    blanks = known_blanks(blanks=page.new_blanks, access=access_of_request(request), today=timezone.localdate())
    form = BlanksForm(request.POST or None, blanks=blanks, body=page.offered.edition.content)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = _written(request, row, page, form)
        if not refused:
            messages.success(request, _("「%(title)s」を新しい版にしました。") % {"title": row.title})
            return redirect("library:adopted")
    parts = shown_parts(page=page, choices=read_choices(said=request.POST), missing=bool(refused))
    context = {"row": row, "standing": standing, "page": page, "parts": parts, "form": form, "blanks": blanks}
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/desk/update.html", {**context, "refused": refused}, status=status)


def _written(request: HttpRequest, row: Adoption, page: Comparison, form: BlanksForm) -> str:
    """Write what was chosen; why not, empty when it stands."""
    choices, token = read_choices(said=request.POST), request.POST.get("token", "")
    decided = Decided(page.offered.edition.pk, token, choices, form.given.values)
    access, by = access_of_request(request), actor_of(request)
    try:
        upgrade(adoption_id=row.pk, decided=decided, access=access, by=by, now=timezone.now())
    except Unresolved:
        return _("両方で変わった所に、どちらを使うか選んでいない所があります。印のある所を選んでください。")
    except (LocalChanged, Withdrawn, NotSound) as wrong:
        return _sentence(wrong)
    return ""


def _edition(request: HttpRequest, standing: Standing) -> UUID:
    """The edition that the page was opened for, else the newest. Raises OutOfReach when there is none."""
    said = request.POST.get("edition", "")
    try:
        return UUID(said)
    except ValueError:
        if standing.newest is None:
            raise OutOfReach from None
        return standing.newest.pk


def _sentence(wrong: Exception) -> str:
    if isinstance(wrong, Withdrawn):
        return _("この版は取り下げられました（理由: %(reason)s）。何も変えていません。") % {"reason": wrong}
    if isinstance(wrong, NotProven):
        return str(wrong)
    if isinstance(wrong, NotSound):
        return _("選んだ組合せではひな形として使えません。%(faults)s") % {"faults": " ".join(wrong.faults)}
    if isinstance(wrong, OutOfReach):
        return _("新しい版はありません。")
    return _("町の写しが、開いている間に変わったか、外されました。いまの内容で比べ直してください。何も変えていません。")
