"""What the doors of the templates share: a template the person may use or change, and its content."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assistants.models import PromptTemplate, PromptVersion
from assistants.prompting.content import Content, content_of
from tenants.public import access_of_request


def usable(request: HttpRequest, prompt_id: int, *, retired: bool = False) -> PromptTemplate:
    """A template that the person may use or change; a 404 for every other. `retired`: also one taken away meanwhile."""
    access, rows = access_of_request(request), PromptTemplate.objects
    allowed = rows.readable(access=access, retired=retired) | rows.editable(access=access)
    return get_object_or_404(allowed.select_related("pinned", "section"), pk=prompt_id, pinned__isnull=False)


def changeable(request: HttpRequest, prompt_id: int, *, retired: bool = False) -> PromptTemplate:
    """A template that the person may change; a 404 for every other. `retired`: one that was taken out of use."""
    rows = PromptTemplate.objects.editable(access=access_of_request(request), retired=retired).select_related(
        "pinned", "section"
    )
    return get_object_or_404(rows, pk=prompt_id, pinned__isnull=False)


def version_opened(request: HttpRequest, template: PromptTemplate) -> PromptVersion:
    """The version that a posted form was made from, else the one in use: what was typed stays in its own fields."""
    number = request.POST.get("version", "")
    if number.isdecimal() and len(number) < 9:  # noqa: PLR2004  digits of an integer
        opened = template.versions.filter(number=int(number)).first()
        if opened is not None:
            return opened
    return version_in_use(template)


def version_in_use(template: PromptTemplate) -> PromptVersion:
    """The pinned version of a template that `usable` or `changeable` gave."""
    if template.pinned is None:
        raise Http404
    return template.pinned


def content_in_use(template: PromptTemplate) -> Content:
    """Its content."""
    return content_of(plain=version_in_use(template).content)
