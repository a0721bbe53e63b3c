"""Doors of the announcements above the residents' pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import needs
from tenants.announcing.write import remove_announcement, save_announcement
from tenants.desk.acting import actor_of
from tenants.desk.forms_launch import AnnouncementForm
from tenants.models import Announcement
from web.public import Cut, cut


@require_GET
@needs("chat.switch")
def announcements(request: HttpRequest) -> HttpResponse:
    """All announcements, the newest first, with what is shown today marked."""
    rows: Cut[Announcement] = cut(items=Announcement.objects.all(), number=request.GET.get("page"))
    context = {"cut": rows, "today": timezone.localdate()}
    return render(request, "tenants/desk/announcements.html", context)


@needs("chat.switch")
def edit_announcement(request: HttpRequest, announcement_id: int | None = None) -> HttpResponse:
    """Write or change one."""
    row = get_object_or_404(Announcement, pk=announcement_id) if announcement_id else None
    form = AnnouncementForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        save_announcement(row=form.save(commit=False), actor=actor_of(request=request), now=timezone.now())
        messages.success(request, _("お知らせを保存しました。"))
        return redirect("tenants:announcements")
    return render(request, "tenants/desk/announcement.html", {"form": form, "row": row})


@require_POST
@needs("chat.switch")
def drop_announcement(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Take one away."""
    row = get_object_or_404(Announcement, pk=announcement_id)
    remove_announcement(row=row, actor=actor_of(request=request), now=timezone.now())
    messages.success(request, _("お知らせを消しました。"))
    return redirect("tenants:announcements")
