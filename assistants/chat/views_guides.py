"""Doors of the guides for residents: a list, and one step a page; works without scripts."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from assistants.chat.guides_held import Walk, hold_walk, walk_of
from assistants.guiding.content import Content, content_of
from assistants.guiding.run import note_steps
from assistants.guiding.show import shown_place
from assistants.guiding.walk import NotAnAnswer, Place, go_on, place_of
from assistants.models import Guide
from tenants.public import town_announcements


@require_GET
def guides(request: HttpRequest) -> HttpResponse:
    """What there is."""
    rows = [
        (row, content_of(plain=row.published.content))
        for row in Guide.objects.exclude(published=None).select_related("published")
        if row.published
    ]
    context = {"rows": rows, "announcements": town_announcements(today=timezone.localdate())}
    return render(request, "assistants/chat/guides.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def guide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """The present step; a post answers, goes back or begins anew, and leads here again."""
    row = get_object_or_404(Guide.objects.exclude(published=None).select_related("published"), pk=guide_id)
    content, today = content_of(plain=row.published.content if row.published else {}), timezone.localdate()
    walk, refused = walk_of(request=request, guide_id=row.pk), ""
    place = place_of(content=content, answers=walk.answers, today=today)
    if request.method == "POST":
        try:
            moved, now_at = _moved(request, content, walk, place)
        except NotAnAnswer as wrong:
            refused = str(wrong)
        else:
            return _kept(request, row, moved, [place, now_at] if moved.token == walk.token else [now_at])
    context = {"guide": row, "content": content, "typed": request.POST.get("value", ""), "refused": refused}
    return render(request, "assistants/chat/guide.html", {**context, **shown_place(place=place)})


def _kept(request: HttpRequest, guide: Guide, walk: Walk, places: list[Place]) -> HttpResponse:
    """Count the step that was answered and the one it led to, keep the walk in the browser and show it."""
    version_id, now = guide.published_id or 0, timezone.now()
    note_steps(token=walk.token, version_id=version_id, places=places, channel="page", now=now)
    response = redirect("assistants:guide", guide_id=guide.pk)
    hold_walk(request=request, response=response, guide_id=guide.pk, walk=walk)
    return response


def _moved(request: HttpRequest, content: Content, walk: Walk, place: Place) -> tuple[Walk, Place]:
    """The walk after what was pressed. Raises NotAnAnswer."""
    today, step = timezone.localdate(), request.POST.get("step", "")
    if step == "again":
        return Walk(uuid4(), ()), place_of(content=content, answers=(), today=today)
    if step == "back":
        moved = place_of(content=content, answers=place.answers[:-1], today=today)
    elif request.POST.get("at") != place.step.key:
        moved = place  # sent twice, or from an older page: show where the walk stands
    else:
        moved = go_on(content=content, place=place, value=request.POST.get("value", "")[:120], today=today)
    return Walk(walk.token, moved.answers), moved
