"""Doors of the template editor: write, compare versions, put one into use, say who may use it, files in and out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_prompt_editor import BlankForms, FieldForms, HeadForm, ScopeForm, start_of, written
from assistants.desk.prompt_access import changeable, content_in_use, usable, version_in_use
from assistants.models import PromptTemplate, Scope
from assistants.prompting.compare import differences
from assistants.prompting.content import Content, content_of
from assistants.prompting.exchange import MOST_BYTES, NotATemplate, read_template
from assistants.prompting.write import (
    TemplateChanged,
    TemplateNotSound,
    bring_back,
    hand_to,
    make_template,
    pin_version,
    retire,
    write_version,
)
from tenants.public import Access, access_of_request, actor_of, needs, town_grades, town_sections

_NEW = Content("", "", "other", "")


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def edit_prompt(request: HttpRequest, prompt_id: int | None = None) -> HttpResponse:
    """Write a new template of one's own, or the next version of one that may be changed."""
    template = changeable(request, prompt_id) if prompt_id else None
    before = content_in_use(template) if template else _NEW
    forms = _forms(request, before, template)
    faults: tuple[str, ...] = ()
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        content, lost = written(before=before, head=forms["form"], fields=forms["fields"], blanks=forms["blanks"])
        try:
            saved = _save(request, template, content, forms["form"].cleaned_data)
        except TemplateNotSound as unsound:
            faults = unsound.faults
        except TemplateChanged:
            faults = (_("ほかの人が先に新しい版を書きました。下の内容を控えてから、このページを開き直してください。"),)
        else:
            if lost:
                told = _("欄が変わったため、合わなくなった記入例・評価例を%(count)d件外しました。") % {"count": lost}
                messages.warning(request, told)
            messages.success(request, _("「%(title)s」を保存しました。") % {"title": content.title})
            return redirect("assistants:prompt", saved.pk)
    context = {"template": template, "faults": faults, **forms}
    status = 422 if request.method == "POST" else 200
    return render(request, "assistants/desk/prompt_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def prompt_versions(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """All versions with their differences; a post puts one into use."""
    if request.method == "POST":
        template = changeable(request, prompt_id)
        version = get_object_or_404(template.versions, number=_number(request.POST.get("number")))
        content = content_of(plain=version.content)
        pin_version(template=template, version=version, content=content, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("第%(number)d版を使うようにしました。") % {"number": version.number})
        return redirect("assistants:prompt_versions", prompt_id)
    template = usable(request, prompt_id)
    rows = list(template.versions.all())
    newer = next((row for row in rows if row.number == _number(request.GET.get("number"))), rows[0])
    older = next((row for row in rows if row.number < newer.number), None)
    parts = differences(older=content_of(plain=older.content), newer=content_of(plain=newer.content)) if older else ()
    editable = PromptTemplate.objects.editable(access=access_of_request(request)).filter(pk=template.pk).exists()
    context = {"template": template, "rows": rows, "newer": newer, "older": older, "parts": parts, "editable": editable}
    return render(request, "assistants/desk/prompt_versions.html", context)


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def prompt_scope(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """Who may use it."""
    template, access = changeable(request, prompt_id), access_of_request(request)
    start = {"scope": template.scope, "section": str(template.section_id or "")}
    scopes, sections = _scopes(access), _sections(access)
    form = ScopeForm(request.POST or None, initial=start, scopes=scopes, sections=sections)
    if request.method == "POST" and form.is_valid():
        scope = form.cleaned_data["scope"]
        holder = int(form.cleaned_data["section"]) if scope == Scope.SECTION else access.person_id
        hand_to(template=template, scope=scope, holder_id=holder, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("使える人を変えました。"))
        return redirect("assistants:prompts")
    return render(request, "assistants/desk/prompt_scope.html", {"template": template, "form": form})


@require_POST
@needs("drafts.write")
def step_prompt(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """Copy it for oneself, take it out of use, or put it back."""
    actor, now, step = actor_of(request), timezone.now(), request.POST.get("step")
    if step == "return":
        bring_back(template=changeable(request, prompt_id, retired=True), actor=actor, now=now)
        messages.success(request, _("ひな形を元に戻しました。また一覧から使えます。"))
        return redirect("assistants:prompt", prompt_id)
    if step == "retire":
        retire(template=changeable(request, prompt_id), actor=actor, now=now)
        messages.success(request, _("ひな形を外しました。「外したもの」から、いつでも元に戻せます。"))
        return redirect("assistants:prompts")
    content = content_in_use(usable(request, prompt_id))
    message = _("「%(title)s」の写し") % {"title": content.title}
    own = access_of_request(request).person_id
    made = make_template(content=content, scope=Scope.PERSON, holder_id=own, actor=actor, now=now, message=message)
    messages.success(request, _("自分用の写しを作りました。自由に直せます。"))
    return redirect("assistants:edit_prompt", made.pk)


@require_GET
@needs("drafts.write")
def export_prompt(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """The version in use as a file of docs/template-format.md."""
    template = usable(request, prompt_id)
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(version_in_use(template).content, json_dumps_params=options)
    name = template.key or f"template-{template.pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def import_prompt(request: HttpRequest) -> HttpResponse:
    """A template of one's own from a file; every fault is shown with its place."""
    faults: tuple[str, ...] = ()
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            content = read_template(data=file.read(MOST_BYTES + 1) if file else b"")
        except NotATemplate as wrong:
            faults = wrong.faults if file else (_("ファイルを選んでください。"),)
        else:
            actor, now, message = actor_of(request), timezone.now(), _("ファイルから読込み")
            own = access_of_request(request).person_id
            made = make_template(
                content=content, scope=Scope.PERSON, holder_id=own, actor=actor, now=now, message=message
            )
            messages.success(request, _("「%(title)s」を自分用に読み込みました。") % {"title": content.title})
            return redirect("assistants:prompt", made.pk)
    status = 422 if faults else 200
    return render(request, "assistants/desk/prompt_import.html", {"faults": faults}, status=status)


def _forms(request: HttpRequest, before: Content, template: PromptTemplate | None) -> dict[str, Any]:
    data, start = request.POST or None, start_of(content=before)
    last = template.versions.values_list("number", flat=True).first() if template else None
    head = {**start["head"], "based_on": last, "message": "" if template else _("作成")}
    return {
        "form": HeadForm(data, initial=head, grades=town_grades()),
        "fields": FieldForms(data, prefix="fields", initial=start["fields"]),
        "blanks": BlankForms(data, prefix="blanks", initial=start["blanks"]),
    }


def _save(
    request: HttpRequest, template: PromptTemplate | None, content: Content, said: dict[str, Any]
) -> PromptTemplate:
    actor, now, message = actor_of(request), timezone.now(), said["message"]
    if template is None:
        own = access_of_request(request).person_id
        return make_template(content=content, scope=Scope.PERSON, holder_id=own, actor=actor, now=now, message=message)
    based_on = said["based_on"] or 0
    write_version(template=template, content=content, message=message, based_on=based_on, actor=actor, now=now)
    return template


def _scopes(access: Access) -> list[str]:
    scopes = [Scope.PERSON, *([Scope.SECTION] if _sections(access) else [])]
    return [one.value for one in (*scopes, *([Scope.TOWN] if access.may("templates.manage") else []))]


def _sections(access: Access) -> list[Any]:
    own = access.headed_section_ids | access.edited_section_ids
    return [one for one in town_sections() if one.id in own or access.may("templates.manage")]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004  digits of an integer
