"""Doors of the sections page."""

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import needs
from tenants.configuring.sections import add_section, close_section, edit_section, move_section, reopen_section
from tenants.desk.acting import actor_of
from tenants.desk.forms_sections import SectionForm
from tenants.models import Membership, Section


@require_GET
@needs("sections.manage")
def sections(request: HttpRequest) -> HttpResponse:
    """All sections in their order, closed ones below."""
    seated = Membership.objects.filter(section=OuterRef("pk"), person__is_active=True).order_by().values("section")
    count = Subquery(seated.annotate(n=Count("person", distinct=True)).values("n"))
    rows = list(Section.objects.annotate(people=count))
    context = {"rows": [r for r in rows if not r.closed_on], "closed": [r for r in rows if r.closed_on]}
    return render(request, "tenants/desk/sections.html", context)


@needs("sections.manage")
def new_section(request: HttpRequest) -> HttpResponse:
    """Add a section."""
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = add_section(values=form.cleaned_data, actor=actor_of(request=request), now=timezone.now())
        messages.success(request, _("「%(name)s」を追加しました。") % {"name": row.name})
        return redirect("tenants:sections")
    return render(request, "tenants/desk/section.html", {"form": form, "section": None})


@needs("sections.manage")
def section(request: HttpRequest, section_id: int) -> HttpResponse:
    """Change a section."""
    row = get_object_or_404(Section, pk=section_id)
    form = SectionForm(request.POST or None, section=row)
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request=request)
        edit_section(row=row, values=form.cleaned_data, labels=form.labels, actor=actor, now=timezone.now())
        messages.success(request, _("「%(name)s」を保存しました。") % {"name": row.name})
        return redirect("tenants:sections")
    people = Membership.objects.filter(section=row, person__is_active=True).values("person").distinct().count()
    return render(request, "tenants/desk/section.html", {"form": form, "section": row, "people": people})


@require_POST
@needs("sections.manage")
def step_section(request: HttpRequest, section_id: int, step: str) -> HttpResponse:
    """Move up or down, close, reopen."""
    row = get_object_or_404(Section, pk=section_id)
    actor, now = actor_of(request=request), timezone.now()
    if step == "close" and close_section(row=row, actor=actor, now=now):
        messages.success(request, _("「%(name)s」を廃止しました。人と文書はそのままです。") % {"name": row.name})
    elif step == "reopen" and reopen_section(row=row, actor=actor, now=now):
        messages.success(request, _("「%(name)s」を元に戻しました。") % {"name": row.name})
    elif step in ("up", "down"):
        move_section(row=row, up=step == "up")
    return redirect("tenants:sections")
