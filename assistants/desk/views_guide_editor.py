"""Doors of the guide editor: head, one step a page, steps added and taken away."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assistants.desk.forms_guides import ExitForms, GuideForm, ItemForms, StepForm, start_of
from assistants.guiding.content import Content, GuideStep, content_of
from assistants.guiding.publish import make_guide, save_draft
from assistants.models import Guide
from tenants.public import actor_of, needs, town_sections


@needs("channels.manage")
def edit_guide(request: HttpRequest, guide_id: int | None = None) -> HttpResponse:
    """Begin a guide, or change its head."""
    row = get_object_or_404(Guide, pk=guide_id) if guide_id else None
    content = content_of(plain=row.draft) if row else Content("")
    start = {"title": content.title, "summary": content.summary, "triggers": "\n".join(content.triggers)}
    start["section"] = str(row.section_id or "") if row else ""
    form = GuideForm(request.POST or None, initial=start, sections=town_sections())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = replace(content, title=values["title"], summary=values["summary"], triggers=values["triggers"])
        section_id, actor, now = (
            int(values["section"]) if values["section"] else None,
            actor_of(request),
            timezone.now(),
        )
        if row is None:
            row = make_guide(content=made, section_id=section_id, actor=actor, now=now)
        elif Guide.objects.filter(title=made.title).exclude(pk=row.pk).exists():
            form.add_error("title", _("同じ題名の手順案内があります。ほかの題名にしてください。"))
            return render(request, "assistants/desk/guide_head.html", {"form": form, "guide": row})
        else:
            row.section_id = section_id
            save_draft(guide=row, content=made, actor=actor, now=now)
        return redirect("assistants:desk_guide", guide_id=row.pk)
    return render(request, "assistants/desk/guide_head.html", {"form": form, "guide": row})


@needs("channels.manage")
def edit_step(request: HttpRequest, guide_id: int, step_key: str = "") -> HttpResponse:
    """Write one step; a new one stands at the end."""
    row = get_object_or_404(Guide, pk=guide_id)
    content = content_of(plain=row.draft)
    step = content.step(step_key) if step_key else GuideStep(f"s{uuid4().hex[:6]}", "choice", "")
    if step is None:
        raise Http404
    forms = _forms(request, content, step)
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        made = _written(step, forms)
        others = content.steps if step_key else (*content.steps, made)
        steps = tuple(made if one.key == made.key else one for one in others)
        save_draft(guide=row, content=replace(content, steps=steps), actor=actor_of(request), now=timezone.now())
        messages.success(request, _("「%(text)s」を保存しました。") % {"text": made.text})
        return redirect("assistants:desk_guide", guide_id=row.pk)
    return render(
        request, "assistants/desk/guide_step.html", {"guide": row, "step": step, "new": not step_key, **forms}
    )


@require_POST
@needs("channels.manage")
def move_step(request: HttpRequest, guide_id: int, step_key: str) -> HttpResponse:
    """Take a step away, or let it be the first."""
    row = get_object_or_404(Guide, pk=guide_id)
    content = content_of(plain=row.draft)
    step = content.step(step_key)
    if step is None:
        raise Http404
    rest = tuple(one for one in content.steps if one.key != step_key)
    steps = (step, *rest) if request.POST.get("step") == "first" else rest
    save_draft(guide=row, content=replace(content, steps=steps), actor=actor_of(request), now=timezone.now())
    return redirect("assistants:desk_guide", guide_id=row.pk)


def _forms(request: HttpRequest, content: Content, step: GuideStep) -> dict[str, Any]:
    start, data = start_of(step=step), request.POST or None
    head = {"text": step.text, "kind": step.kind, "help": step.help, "unit": step.unit}
    known = {"content": content}
    return {
        "form": StepForm(data, initial=head),
        "exits": ExitForms(data, prefix="exits", initial=start["exits"], form_kwargs=known),
        "items": ItemForms(
            data, prefix="items", initial=start["items"], form_kwargs={**known, "sections": town_sections()}
        ),
    }


def _written(step: GuideStep, forms: dict[str, Any]) -> GuideStep:
    """The step as typed. Rows that do not belong to its kind are left out."""
    values, is_result = forms["form"].cleaned_data, forms["form"].cleaned_data["kind"] == "result"
    ways = () if is_result else tuple(filter(None, (form.exit() for form in forms["exits"])))
    items = tuple(filter(None, (form.item() for form in forms["items"]))) if is_result else ()
    return GuideStep(step.key, values["kind"], values["text"], values["help"], values["unit"], ways, items)
