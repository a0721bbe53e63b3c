"""Pages of the town's guide: tone, picture, preview; the questions it offers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.chat.greeting import greeting
from assistants.desk.forms_persona import PersonaForm, SuggestedForm
from assistants.models import Persona, SuggestedQuestion
from assistants.persona.picture import PictureRefused, read_picture
from assistants.persona.save import remove_question, save_persona, save_question
from tenants.public import actor_of, needs


@require_http_methods(["GET", "POST"])
@needs("profile.edit")
def persona(request: HttpRequest) -> HttpResponse:
    """Tone and picture, with the greeting as residents see it."""
    row = Persona.objects.filter(pk=1).first() or Persona()
    form = PersonaForm(
        request.POST or None, request.FILES or None, initial={"tone": row.tone, "picture_alt": row.picture_alt}
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_persona(values=form.cleaned_data, by=actor_of(request=request), now=timezone.now())
        except PictureRefused as refused:
            form.add_error("picture", str(refused))
        else:
            messages.success(request, _("保存しました。次の会話から使われます。"))
            return redirect("assistants:persona")
    context = {"form": form, "row": row, "greeting": greeting(now=timezone.localtime())}
    return render(request, "assistants/desk/persona.html", context)


@require_GET
def persona_picture(_request: HttpRequest) -> HttpResponse:
    """The picture, for everybody."""
    row = Persona.objects.filter(pk=1).first()
    content = read_picture(name=row.picture) if row and row.picture else None
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # the widget shows it on the town's own site
    return response


@require_GET
@needs("profile.edit")
def suggested(request: HttpRequest) -> HttpResponse:
    """All offered questions with how often each was chosen."""
    return render(request, "assistants/desk/suggested.html", {"rows": SuggestedQuestion.objects.all()})


@require_http_methods(["GET", "POST"])
@needs("profile.edit")
def suggested_edit(request: HttpRequest, question_id: int | None = None) -> HttpResponse:
    """A question and its windows."""
    row = get_object_or_404(SuggestedQuestion, pk=question_id) if question_id else SuggestedQuestion()
    form = SuggestedForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        save_question(row=form.save(commit=False), by=actor_of(request=request), now=timezone.now())
        messages.success(request, _("保存しました。"))
        return redirect("assistants:suggested")
    return render(request, "assistants/desk/suggested_edit.html", {"form": form, "row": row})


@require_POST
@needs("profile.edit")
def suggested_remove(request: HttpRequest, question_id: int) -> HttpResponse:
    """Offer a question no more."""
    row = get_object_or_404(SuggestedQuestion, pk=question_id)
    remove_question(row=row, by=actor_of(request=request), now=timezone.now())
    messages.success(request, _("外しました。"))
    return redirect("assistants:suggested")
