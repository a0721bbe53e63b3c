"""Doors of the 公用文 check: the page, texts that a person saved, the town's glossary."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_proofreading import ProofForm, SpellingForm
from assistants.desk.proof_page import page_of
from assistants.models import IgnoredFinding, SavedProof, TownSpelling
from assistants.proofreading import ignoring
from assistants.proofreading.glossary import SpellingRefused, write_spelling
from assistants.proofreading.glossary import remove_spelling as take_out
from assistants.proofreading.rule import Profile
from assistants.proofreading.saving import saved_of
from assistants.proofreading.town_words import TownWord
from assistants.proofreading.working import Asked, work
from tenants.public import access_for, actor_of, needs
from web.public import render_page

_PAGE, _PIECE = "assistants/desk/proofread.html", "assistants/desk/_proofread_work.html"


@require_http_methods(["GET", "POST"])
@needs("texts.check")
def proofread(request: HttpRequest) -> HttpResponse:
    """Check a text and do one step with what was found; nothing of it is stored."""
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _show(request, {"form": form})
    return _show(request, _worked(request, form.asked()))


@require_GET
@needs("texts.check")
def saved(request: HttpRequest, proof_id: int) -> HttpResponse:
    """A text that the person saved, checked as it stands."""
    row = get_object_or_404(SavedProof.objects.of(person_id=_person_of(request)), pk=proof_id)
    return _show(request, _worked(request, Asked(row.text, Profile(row.profile), title=row.title)))


@require_POST
@needs("texts.check")
def remove_saved(request: HttpRequest, proof_id: int) -> HttpResponse:
    """Delete a text that the person saved."""
    row = get_object_or_404(SavedProof.objects.of(person_id=_person_of(request)), pk=proof_id)
    row.delete()
    messages.success(request, _("「%(title)s」を削除しました。") % {"title": row.title})
    return redirect("assistants:proofread")


@require_POST
@needs("texts.check")
def forget_ignored(request: HttpRequest) -> HttpResponse:
    """Point out again what the person ignored everywhere."""
    ignoring.forget_ignored(person_id=_person_of(request))
    messages.success(request, _("無視した指摘をすべて元に戻しました。"))
    return redirect("assistants:proofread")


@require_GET
@needs("texts.check")
def spellings(request: HttpRequest) -> HttpResponse:
    """The town's glossary."""
    return render(request, "assistants/desk/spellings.html", {"rows": TownSpelling.objects.all()})


@require_http_methods(["GET", "POST"])
@needs("profile.edit")
def edit_spelling(request: HttpRequest, spelling_id: int | None = None) -> HttpResponse:
    """Add or change a word of the glossary."""
    row = get_object_or_404(TownSpelling, pk=spelling_id) if spelling_id else None
    initial = {"preferred": row.preferred, "avoided": row.avoided_words, "reason": row.reason} if row else None
    form = SpellingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _written(request, form, spelling_id):
        return redirect("assistants:spellings")
    return render(request, "assistants/desk/spelling.html", {"form": form, "row": row})


@require_POST
@needs("profile.edit")
def remove_spelling(request: HttpRequest, spelling_id: int) -> HttpResponse:
    """Take a word out of the glossary."""
    row = get_object_or_404(TownSpelling, pk=spelling_id)
    take_out(spelling=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("「%(word)s」を用語集から外しました。") % {"word": row.preferred})
    return redirect("assistants:spellings")


def _person_of(request: HttpRequest) -> int:
    access = access_for(request)
    if access is None:  # `needs` lets nobody in without
        raise PermissionDenied
    return access.person_id


def _worked(request: HttpRequest, asked: Asked) -> dict[str, object]:
    worked = work(asked=asked, person_id=_person_of(request), now=timezone.now())
    values = {"text": worked.text, "before": worked.before, "profile": asked.profile.value, "title": asked.title}
    return {"form": ProofForm(initial=values), **page_of(worked=worked)}


def _show(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    person_id = _person_of(request)
    ignored = IgnoredFinding.objects.filter(person_id=person_id).exclude(words="").order_by("-at")[:20]
    more = {"saved_texts": saved_of(person_id=person_id), "ignored_words": ignored}
    return render_page(request=request, page=_PAGE, piece=_PIECE, context={**context, **more})


def _written(request: HttpRequest, form: SpellingForm, spelling_id: int | None) -> bool:
    word: TownWord = form.word()
    try:
        write_spelling(spelling_id=spelling_id, word=word, actor=actor_of(request), now=timezone.now())
    except SpellingRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("「%(word)s」を用語集に書きました。") % {"word": word.preferred})
    return True
