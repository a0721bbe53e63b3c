"""Doors of the town's Word forms: put one up, choose the town's own, take away, take along; a sample to begin with."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assistants.desk.drafts_open import number_in
from assistants.desk.forms_drafts import WordFormForm
from assistants.drafting.form_places import PLACES
from assistants.drafting.sample_form import sample_form
from assistants.drafting.town_forms import choose_form, put_form, remove_form
from assistants.models import WordForm
from assistants.refusals import Refused
from tenants.public import actor_of, needs

_STEPS: Final = {
    "choose": (choose_form, gettext_lazy("「%(name)s」を町の標準の様式にしました。")),
    "remove": (remove_form, gettext_lazy("「%(name)s」を削除しました。")),
}
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@needs("templates.manage")
def word_forms(request: HttpRequest) -> HttpResponse:
    """The town's forms; a post puts one up or does a step with one."""
    if request.POST.get("step") in _STEPS:
        return _step(request)
    form = WordFormForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            put_form(
                name=form.cleaned_data["name"],
                file_name=str(file.name),
                content=file.read(),
                actor=actor_of(request),
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error("file", str(refused.sentence))
        else:
            messages.success(request, _("様式を追加しました。"))
            return redirect("assistants:word_forms")
    context = {"form": form, "rows": WordForm.objects.defer("content"), "places": PLACES}
    return render(request, "assistants/desk/word_forms.html", context, status=422 if form.errors else 200)


@require_GET
@needs("templates.manage")
def word_form_file(request: HttpRequest, word_form_id: int) -> HttpResponse:
    """The file as it was put up."""
    row = get_object_or_404(WordForm, pk=word_form_id)
    return _file(bytes(row.content), f"form-{row.pk}.docx")


@require_GET
@needs("templates.manage")
def word_form_sample(request: HttpRequest) -> HttpResponse:
    """A form with all places, to begin with."""
    return _file(sample_form(), "form-sample.docx")


def _step(request: HttpRequest) -> HttpResponse:
    row = get_object_or_404(WordForm, pk=number_in(request, "form"))
    act, told = _STEPS[request.POST["step"]]
    act(row=row, actor=actor_of(request), now=timezone.now())
    messages.success(request, str(told) % {"name": row.name})
    return redirect("assistants:word_forms")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
