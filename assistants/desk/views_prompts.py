"""Doors of the prompt templates for whoever uses them: find, fill in with a live preview, mark as favourite."""

from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistants.desk.forms_prompts import UseForm
from assistants.desk.prompt_access import usable, version_opened
from assistants.desk.prompt_page import prompt_page
from assistants.drafting.begin_from import begin_from_template
from assistants.models import PromptTemplate, PromptVersion
from assistants.names_offered import NamesToDecide, Offer, decided_in
from assistants.prompting.content import TASKS, Content, content_of
from assistants.prompting.find import recent_templates, set_favourite, task_counts, templates_for
from assistants.prompting.remembered import last_grade
from assistants.prompting.run import begin_run, opened, own_run
from assistants.prompting.use import Use, fill_in, starting_values
from assistants.refusals import Refused
from knowledge.public import FileRefused, explain_refusal, read_aside
from tenants.public import access_of_request, actor_of, needs, town_grades, town_policy
from web.public import Cut, Tab, cut

MOST_BYTES: Final = 5_000_000
_PAGE: Final = 24
_GONE: Final = gettext_lazy(
    "このひな形は、開いている間に外されました。入力した内容は下に残っています。頼む文を写すか、一覧から別のひな形を選んでください。"
)


@require_GET
@needs("drafts.write")
def prompts(request: HttpRequest) -> HttpResponse:
    """Those the person may use: recent, favourites, by task and words."""
    access = access_of_request(request)
    words, task = request.GET.get("q", "").strip()[:100], request.GET.get("task", "")
    tab = request.GET.get("tab", "")
    favourites = tab == "favourites"
    rows = templates_for(access=access, words=words, task=task, favourites=favourites, retired=tab == "retired")
    shown: Cut[PromptTemplate] = cut(items=rows, number=request.GET.get("page"), size=_PAGE)
    narrowed = bool(words or task or tab or request.GET.get("page"))
    context = {
        "rows": shown.items,
        "pages": shown.pages,
        "words": words,
        "task": task,
        "task_label": TASKS.get(task, ""),
        "tasks": task_counts(access=access),
        "tabs": _tabs(tab),
        "tab": tab,
        "favourites": favourites,
        "recent": () if narrowed else recent_templates(access=access),
        "may_load": access.may("templates.manage"),
    }
    return render(request, "assistants/desk/prompts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs("drafts.write")
def prompt(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """Fill in; a post shows the prompt (`do=preview`) or keeps it and goes to its page (`do=run`)."""
    template, now = usable(request, prompt_id, retired=request.method == "POST"), timezone.now()
    version = version_opened(request, template)
    content = content_of(plain=version.content)
    if request.method != "POST":
        last = last_grade(template=template, access=access_of_request(request))
        return prompt_page(request, template, version, _form(content, None, _start(request, template, content), last))
    data, file_faults = _with_files(request, content)
    form = _form(content, data, {})
    sound = form.is_valid() and not file_faults
    form.refuse(file_faults)
    access = access_of_request(request)
    use = fill_in(content=content, raw=form.raw(), access=access, now=now, look=True)
    refused = str(_GONE) if template.retired_at else ""
    offers: tuple[Offer, ...] = ()
    if request.POST.get("do") in _SENT and sound and not refused:
        try:
            return redirect(_SENT[request.POST["do"]](request, template, version, form, use))
        except NamesToDecide as open_names:
            offers = open_names.offers
        except Refused as wrong:
            refused = str(wrong.sentence)
    return prompt_page(request, template, version, form, use=use, refused=refused, sound=sound, offers=offers)


@require_POST
@needs("drafts.write")
def preview_prompt(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """The prompt as it stands, while somebody types; knowledge is not searched for each letter."""
    template = usable(request, prompt_id, retired=True)
    content = content_of(plain=version_opened(request, template).content)
    form = _form(content, request.POST, {})
    access = access_of_request(request)
    use = fill_in(content=content, raw=form.raw(), access=access, now=timezone.now(), look=False)
    context = {"use": use, "may_fill": access.may("knowledge.edit")}
    return render(request, "assistants/desk/_prompt_preview.html", context)


@require_POST
@needs("drafts.write")
def star_prompt(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """Mark as favourite, or no longer."""
    template = usable(request, prompt_id)
    set_favourite(access=access_of_request(request), template=template, wanted=request.POST.get("step") == "star")
    if request.POST.get("back") == "prompt":
        return redirect("assistants:prompt", prompt_id)
    return redirect("assistants:prompts")


def _tabs(chosen: str) -> list[Tab]:
    names = (("", _("すべて")), ("favourites", _("お気に入り")), ("retired", _("外したもの")))
    known = chosen if chosen in dict(names) else ""
    return [Tab(label, f"?tab={name}" if name else "?", name == known) for name, label in names]


def _run(request: HttpRequest, template: PromptTemplate, version: PromptVersion, form: UseForm, use: Use) -> str:
    """Keep what was filled in as a result of its own; where it is written."""
    run = begin_run(
        template=template,
        version=version,
        use=use,
        grade=int(form.cleaned_data["grade"]),
        names=decided_in(data=request.POST),
        access=access_of_request(request),
        now=timezone.now(),
    )
    return f"{reverse('assistants:prompt_run', args=[run.pk])}?begin=1"


def _draft(request: HttpRequest, template: PromptTemplate, version: PromptVersion, form: UseForm, use: Use) -> str:
    """Begin a draft that is written from what was filled in; where it is written."""
    row = begin_from_template(
        template=template,
        use=use,
        grade=int(form.cleaned_data["grade"]),
        names=decided_in(data=request.POST),
        access=access_of_request(request),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return f"{reverse('assistants:draft', args=[row.pk])}?begin=1"


_SENT: Final = {"run": _run, "draft": _draft}


def _form(content: Content, data: Any, start: dict[str, Any], last: int | None = None) -> UseForm:
    limit = town_policy().highest_grade_entered
    return UseForm(
        data, fields=content.fields, start=start, grades=town_grades(), grade=min(last or content.grade, limit)
    )


def _start(request: HttpRequest, template: PromptTemplate, content: Content) -> dict[str, Any]:
    """Profile values and defaults; over them the example, or what an earlier result was made of."""
    access = access_of_request(request)
    start = starting_values(content=content, access=access, now=timezone.now())
    if request.GET.get("example") and content.input_example:
        return {**start, **content.input_example}
    try:
        run = own_run(access=access, run_id=UUID(request.GET.get("run", "")))
    except ValueError:
        return start
    return {**start, **opened(row=run).inputs} if run and run.template_id == template.pk else start


def _with_files(request: HttpRequest, content: Content) -> tuple[Any, dict[str, str]]:
    """The posted values with the text of each uploaded file in its field; by field name why a file was not read."""
    data, faults = request.POST.copy(), {}
    for at, field in enumerate(content.fields):
        file = request.FILES.get(f"f{at}_file") if field.type == "file" else None
        if isinstance(file, UploadedFile):
            try:
                data[f"f{at}"] = _read(file)
            except FileRefused as refused:
                told = explain_refusal(code=refused.code.value)
                faults[field.name] = f"{file.name}: {told.what}{told.next_step}"
            except _TooLarge:
                faults[field.name] = _(
                    "%(name)s: 5MBより大きいため読めません。必要な部分だけを貼り付けてください。"
                ) % {"name": file.name}
    return data, faults


class _TooLarge(ValueError):
    """More than is read while somebody waits."""


def _read(file: Any) -> str:
    if (file.size or 0) > MOST_BYTES:
        raise _TooLarge
    return "\n\n".join(piece.text for piece in read_aside(content=file.read(), name=file.name or "file").pieces)
