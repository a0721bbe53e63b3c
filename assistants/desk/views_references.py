"""Doors of the reference room (専門書・例規): exact passages to read, copy and cite; nothing is generated here."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assistants.desk.reference_page import reference_context
from knowledge.public import (
    CitationUnknown,
    NotSaved,
    SearchUnknown,
    WantedReference,
    forget_search,
    mark_helpful,
    mark_seen,
    save_search,
    saved_search,
)
from tenants.public import access_of_request, needs

_LONGEST_BACK = 5_000  # the address of the longest search, percent-encoded, is some 4,000
_ANCHOR = re.compile(r"[a-z]+-[0-9a-f-]{1,40}")


@never_cache
@require_GET
@needs("knowledge.read")
def references(request: HttpRequest) -> HttpResponse:
    """Search; without words an invitation and the person's saved searches."""
    context = reference_context(wanted=WantedReference.of(request.GET), access=access_of_request(request))
    return render(request, "assistants/desk/references.html", context)


@never_cache
@require_GET
@needs("knowledge.read")
def saved_reference(request: HttpRequest, saved_id: int) -> HttpResponse:
    """A saved search, done again: what was not there last time is marked."""
    access = access_of_request(request)
    try:
        saved = saved_search(saved_id=saved_id, access=access)
    except SearchUnknown as unknown:
        raise Http404 from unknown
    wanted = WantedReference.of_text(f"{saved.query}&page={request.GET.get('page', '')[:9]}")
    context = reference_context(wanted=wanted, access=access, saved=saved)
    return render(request, "assistants/desk/references.html", context)


@require_POST
@needs("knowledge.read")
def save_reference(request: HttpRequest) -> HttpResponse:
    """Keep a search under a name."""
    now, query = timezone.now(), request.POST.get("query", "")[:_LONGEST_BACK]
    try:
        saved = save_search(
            name=request.POST.get("name", ""),
            query=query,
            access=access_of_request(request),
            today=timezone.localdate(now),
            now=now,
        )
    except NotSaved as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('assistants:references')}?{WantedReference.of_text(query).as_query()}")
    messages.success(request, _("「%(name)s」を保存しました。") % {"name": saved.name})
    return redirect("assistants:saved_reference", saved.id)


@require_POST
@needs("knowledge.read")
def step_saved_reference(request: HttpRequest, saved_id: int) -> HttpResponse:
    """The person has looked (`step=seen`), or does not need it any more (`step=forget`)."""
    access, now = access_of_request(request), timezone.now()
    try:
        if request.POST.get("step") == "forget":
            gone = forget_search(saved_id=saved_id, access=access)
            messages.success(request, _("保存した検索「%(name)s」を消しました。") % {"name": gone.name})
            return redirect("assistants:references")
        if request.POST.get("step") == "seen":
            mark_seen(saved_id=saved_id, access=access, today=timezone.localdate(now), now=now)
            messages.success(request, _("新着を確認済みにしました。次からは、今より後に加わったものに印が付きます。"))
        else:
            saved_search(saved_id=saved_id, access=access)
    except SearchUnknown as unknown:
        raise Http404 from unknown
    return redirect("assistants:saved_reference", saved_id)


@require_POST
@needs("knowledge.read")
def mark_reference(request: HttpRequest, token: str) -> HttpResponse:
    """This passage helped (`step=helpful`), or no longer; back to where the person was."""
    helpful = request.POST.get("step") == "helpful"
    try:
        mark_helpful(token=token, helpful=helpful, access=access_of_request(request), now=timezone.now())
    except CitationUnknown as unknown:
        raise Http404 from unknown
    messages.success(request, _("「役に立った」を付けました。") if helpful else _("「役に立った」を外しました。"))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """A page of this room or an inquiry, never another host; else the room's first page."""
    back, at = request.POST.get("back", "")[:_LONGEST_BACK], request.GET.get("at", "")
    rooms = (reverse("assistants:references"), reverse("assistants:inquiries"))
    if not back.startswith(rooms) or set(back) & set("\r\n\\#"):
        return rooms[0]
    return f"{back}#{at}" if _ANCHOR.fullmatch(at) else back
