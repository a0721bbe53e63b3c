"""Doors of the people page: list, one person, roles, shutting out and letting in."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tenants.access import needs
from tenants.desk.acting import actor_of
from tenants.desk.forms_people import RoleForm
from tenants.joining.manage_people import PersonNotChanged, activate, add_role, deactivate, remove_role
from tenants.models import Invitation, Person
from tenants.roles import Role
from web.public import Cut, cut


@require_GET
@needs("people.manage")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the town, and who was invited."""
    words = request.GET.get("q", "").strip()
    rows = Person.objects.prefetch_related("memberships__section", "use_approvals").order_by("-is_active", "kana", "pk")
    if words:
        found = Q(name__contains=words) | Q(kana__contains=words) | Q(email__contains=words.lower())
        rows = rows.filter(found | Q(memberships__section__name__contains=words)).distinct()
    part: Cut[Person] = cut(items=rows, number=request.GET.get("page"))
    invitations = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).order_by("-created_at")
    context = {"pages": part.pages, "people": part.items, "invitations": invitations, "q": words}
    return render(request, "tenants/desk/people.html", {**context, "now": timezone.now()})


@needs("people.manage")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person; posting gives a role."""
    row = get_object_or_404(Person, pk=person_id)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role, actor = Role(form.cleaned_data["role"]), actor_of(request=request)
        try:
            add_role(person=row, role=role, section_id=form.section_id, actor=actor, now=timezone.now())
        except PersonNotChanged as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("役割を付けました。"))
            return redirect("tenants:person", person_id=row.pk)
    roles = row.memberships.select_related("section").order_by("pk")
    return render(request, "tenants/desk/person.html", {"person": row, "roles": roles, "form": form})


@require_POST
@needs("people.manage")
@reauthentication_required  # type: ignore[untyped-decorator]
def take_role(request: HttpRequest, person_id: int, membership_id: int) -> HttpResponse:
    """Take a role away."""
    row = get_object_or_404(Person, pk=person_id)
    try:
        remove_role(person=row, membership_id=membership_id, actor=actor_of(request=request), now=timezone.now())
    except PersonNotChanged as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("役割を外しました。"))
    return redirect("tenants:person", person_id=row.pk)


@require_POST
@needs("people.manage")
@reauthentication_required  # type: ignore[untyped-decorator]
def switch_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Shut a person out, or let them in again."""
    row = get_object_or_404(Person, pk=person_id)
    step = deactivate if row.is_active else activate
    try:
        step(person=row, actor=actor_of(request=request), now=timezone.now())
    except PersonNotChanged as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("%(name)sさんの状態を変えました。") % {"name": row.name})
    return redirect("tenants:person", person_id=row.pk)
