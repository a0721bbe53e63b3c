"""Doors of the staff to guides: list, overview with picture and use, publish, copy, exchange, try out."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assistants.guiding.check import faults_of
from assistants.guiding.compare import changes
from assistants.guiding.content import NotAGuide, content_of
from assistants.guiding.picture import outline_of, picture_of
from assistants.guiding.publish import (
    GuideNotPublished,
    delete_guide,
    import_guide,
    make_guide,
    publish_guide,
    put_back,
    unpublish_guide,
)
from assistants.guiding.run import use_chart, use_of
from assistants.guiding.try_out import walk_on
from assistants.models import Guide
from tenants.public import actor_of, needs, town_sections

_MOST_BYTES = 500_000


@require_GET
@needs("conversations.see")
def guides(request: HttpRequest) -> HttpResponse:
    """All guides."""
    rows = Guide.objects.select_related("published", "section")
    return render(request, "assistants/desk/guides.html", {"rows": rows})


@require_GET
@needs("conversations.see")
def guide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """One guide as it is being written, with its faults, its tree, its use."""
    row = get_object_or_404(Guide.objects.select_related("published"), pk=guide_id)
    content = content_of(plain=row.draft)
    lines = outline_of(content=content)
    uses = use_of(version=row.published) if row.published else ()
    context = {
        "guide": row,
        "content": content,
        "faults": faults_of(content=content, desks={section.key for section in town_sections()}),
        "lines": lines,
        "picture": picture_of(lines=lines),
        "uses": uses,
        "chart": use_chart(uses=uses) if uses else None,
        "versions": row.versions.all()[:20],
        "changed": row.published is not None and row.published.content != row.draft,
    }
    return render(request, "assistants/desk/guide.html", context)


@require_POST
@needs("channels.manage")
def step_guide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """Publish, take back, copy, delete."""
    row, actor, now = get_object_or_404(Guide, pk=guide_id), actor_of(request), timezone.now()
    match request.POST.get("step"):
        case "publish":
            try:
                number = publish_guide(guide=row, actor=actor, now=now)
                messages.success(request, _("第%(number)s版として公開しました。") % {"number": number})
            except GuideNotPublished:
                messages.error(request, _("直すところが残っているため、公開できません。下の一覧を直してください。"))
        case "unpublish":
            unpublish_guide(guide=row, actor=actor, now=now)
            messages.success(request, _("公開をやめました。"))
        case "copy":
            row = make_guide(content=content_of(plain=row.draft), section_id=row.section_id, actor=actor, now=now)
        case "delete":
            delete_guide(guide=row, actor=actor, now=now)
            return redirect("assistants:desk_guides")
    return redirect("assistants:desk_guide", guide_id=row.pk)


@require_GET
@needs("conversations.see")
def guide_version(request: HttpRequest, guide_id: int, version_number: int) -> HttpResponse:
    """What differs between a published version and what is being written."""
    row = get_object_or_404(Guide, pk=guide_id)
    version = get_object_or_404(row.versions, number=version_number)
    found = changes(older=content_of(plain=version.content), newer=content_of(plain=row.draft))
    return render(request, "assistants/desk/guide_version.html", {"guide": row, "version": version, "changes": found})


@require_POST
@needs("channels.manage")
def put_back_guide(request: HttpRequest, guide_id: int, version_number: int) -> HttpResponse:
    """Go on writing from an older version."""
    row = get_object_or_404(Guide, pk=guide_id)
    version = get_object_or_404(row.versions, number=version_number)
    put_back(guide=row, version=version, actor=actor_of(request), now=timezone.now())
    messages.success(
        request, _("第%(number)s版の内容に戻しました。公開すると、住民に見えます。") % {"number": version.number}
    )
    return redirect("assistants:desk_guide", guide_id=row.pk)


@require_GET
@needs("conversations.see")
def export_guide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """The draft as a file of the exchange format."""
    row = get_object_or_404(Guide, pk=guide_id)
    response = JsonResponse(row.draft, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="guide-{row.pk}.json"'
    return response


@require_POST
@needs("channels.manage")
def take_in_guide(request: HttpRequest) -> HttpResponse:
    """A new draft from a file of the exchange format."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > _MOST_BYTES:
        messages.error(request, _("手順案内のファイル（JSON、500KBまで）を選んでください。"))
        return redirect("assistants:desk_guides")
    try:
        row = import_guide(plain=json.loads(file.read()), actor=actor_of(request), now=timezone.now())
    except NotAGuide as wrong:
        messages.error(request, str(wrong))
    except (ValueError, RecursionError):
        messages.error(request, _("JSONとして読めません。書き出したファイルをそのまま選んでください。"))
    else:
        return redirect("assistants:desk_guide", guide_id=row.pk)
    return redirect("assistants:desk_guides")


@needs("conversations.see")
def try_guide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """Walk the draft as a resident would; nothing is kept or counted."""
    row = get_object_or_404(Guide, pk=guide_id)
    content = content_of(plain=row.draft)
    if not content.steps:
        return redirect("assistants:desk_guide", guide_id=row.pk)
    tried = walk_on(content=content, said=request.POST, today=timezone.localdate())
    return render(request, "assistants/desk/guide_try.html", {"guide": row, **tried.context})
