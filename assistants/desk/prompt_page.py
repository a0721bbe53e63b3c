"""The page on which a template is filled in."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assistants.desk.forms_prompts import UseForm
from assistants.models import PromptTemplate, PromptVersion
from assistants.names_offered import Offer, decided_in
from assistants.prompting.content import content_of
from assistants.prompting.notes import notes_of
from assistants.prompting.run import model_missing
from assistants.prompting.use import Use, fill_in
from tenants.public import access_of_request


def prompt_page(
    request: HttpRequest,
    template: PromptTemplate,
    version: PromptVersion,
    form: UseForm,
    *,
    use: Use | None = None,
    refused: str = "",
    sound: bool = True,
    offers: Sequence[Offer] = (),
) -> HttpResponse:
    """The form beside the prompt that it makes. `sound`: what was typed fits its fields; `offers`: names that somebody
    has to decide on before it is sent. At most twelve queries, and those of the notes."""
    access, now, content = access_of_request(request), timezone.now(), content_of(plain=version.content)
    if use is None:
        use = fill_in(content=content, raw=form.raw(), access=access, now=now, look=False)
    context = {
        "template": template,
        "version": version,
        "content": content,
        "form": form,
        "use": use,
        "refused": refused,
        "offers": offers,
        "decided": decided_in(data=request.POST).items(),
        "missing_model": model_missing(access=access, now=now),
        "may_set_models": access.may("models.edit"),
        "may_fill": access.may("knowledge.edit"),
        "editable": PromptTemplate.objects.editable(access=access).filter(pk=template.pk).exists(),
        "notes": notes_of(access=access, prompt_id=template.pk),
        "starred": template.favourites.filter(person_id=access.person_id).exists(),
    }
    return render(request, "assistants/desk/prompt.html", context, status=200 if sound and not refused else 422)
