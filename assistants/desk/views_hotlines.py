"""Doors of the staff to the hotlines."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assistants.desk.forms import HotlineForm
from assistants.hotlines import remove_hotline, save_hotline, verify_hotline
from assistants.models import Hotline
from tenants.public import actor_of, needs


@require_GET
@needs("conversations.see")
def hotlines(request: HttpRequest) -> HttpResponse:
    """All hotlines; those past their date stand first."""
    today = timezone.localdate()
    rows = sorted(Hotline.objects.all(), key=lambda row: (row.expires_on >= today, row.kind, row.position))
    context = {"rows": rows, "today": today, "expired": sum(row.expires_on < today for row in rows)}
    return render(request, "assistants/desk/hotlines.html", context)


@needs("hotlines.edit")
def edit_hotline(request: HttpRequest, hotline_id: int | None = None) -> HttpResponse:
    """Add or change a hotline; saving it is verifying it."""
    row = get_object_or_404(Hotline, pk=hotline_id) if hotline_id else None
    form = HotlineForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        save_hotline(hotline=form.save(commit=False), actor=actor_of(request), now=timezone.localtime())
        messages.success(request, _("相談窓口を保存しました。"))
        return redirect("assistants:hotlines")
    return render(request, "assistants/desk/hotline.html", {"form": form, "row": row})


@require_POST
@needs("hotlines.edit")
def verify(request: HttpRequest, hotline_id: int) -> HttpResponse:
    """Somebody rang and everything is right: shown for another half year."""
    row = get_object_or_404(Hotline, pk=hotline_id)
    verify_hotline(hotline=row, actor=actor_of(request), now=timezone.localtime())
    messages.success(request, _("%(name)sを確認済みにしました。") % {"name": row.name})
    return redirect("assistants:hotlines")


@require_POST
@needs("hotlines.edit")
def remove(request: HttpRequest, hotline_id: int) -> HttpResponse:
    """Take a hotline away."""
    row = get_object_or_404(Hotline, pk=hotline_id)
    remove_hotline(hotline=row, actor=actor_of(request), now=timezone.localtime())
    messages.success(request, _("%(name)sを削除しました。") % {"name": row.name})
    return redirect("assistants:hotlines")
