"""Door of taking many things over at once: what was ticked in the library, its blanks once, all or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistants.public import known_blanks
from templates.adopting.install import AdoptedAlready, Wanted, install
from templates.adopting.local import NotSound
from templates.adopting.pack import Pack, read_pack
from templates.desk.forms_adopting import BlanksForm
from templates.reach import OutOfReach, Withdrawn
from tenants.public import access_of_request, actor_of, needs


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def pack(request: HttpRequest) -> HttpResponse:
    """What was chosen (`item`, several), or all that the library has and the town has not (`all`)."""
    said = request.POST if request.method == "POST" else request.GET
    chosen = read_pack(said=said.getlist("item"), everything=said.get("all") == "1")
    access = access_of_request(request)
    blanks = known_blanks(blanks=chosen.blanks, access=access, today=timezone.localdate())
    form = BlanksForm(request.POST or None, blanks=blanks, body=[one.content for one in chosen.editions])
    refused = ""
    if request.method == "POST" and form.is_valid() and chosen.editions:
        refused = _installed(request, chosen, form)
        if not refused:
            return redirect("library:adopted")
    context = {"chosen": chosen, "form": form, "blanks": blanks, "refused": refused}
    status = 422 if request.method == "POST" else 200
    return render(request, "template_library/desk/pack.html", context, status=status)


def _installed(request: HttpRequest, chosen: Pack, form: BlanksForm) -> str:
    """Install all; why not, empty when all stand."""
    given = form.given.values
    wanted = [Wanted(one.pk, {blank["name"]: given[blank["name"]] for blank in one.blanks}) for one in chosen.editions]
    try:
        made = install(wanted=wanted, access=access_of_request(request), by=actor_of(request), now=timezone.now())
    except Withdrawn as gone:
        told = _(
            "選んだ中に取り下げられたものがあります（理由: %(reason)s）。何も導入していません。選び直してください。"
        )
        return told % {"reason": gone}
    except (AdoptedAlready, OutOfReach):
        return _("選んだ中に、もう導入されているものがあります。何も導入していません。一覧を開き直してください。")
    except NotSound as wrong:
        return " ".join(wrong.faults)
    messages.success(request, _("%(count)d件を町に導入しました。") % {"count": len(made)})
    return ""
