"""Change what people are in the entered town: roles, state; a town never loses its last admin."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit_log.public import Action, Actor, Subject, record
from tenants.audit_actions import PERSON_ACTIVATED, PERSON_DEACTIVATED, PERSON_EDITED
from tenants.models import Membership, Person
from tenants.roles import TOWN_ROLES, Role


class PersonNotChanged(ValueError):
    """Why nothing was changed, in the reader's language."""


def add_role(*, person: Person, role: Role, section_id: int | None, actor: Actor, now: datetime) -> None:
    """Give a person a role in a section (None: the whole town). Raises PersonNotChanged."""
    if role == Role.SECTION_HEAD and section_id is None:
        raise PersonNotChanged(_("課長には課を選んでください。"))
    try:
        with transaction.atomic():
            before = _roles_of(person)
            Membership.objects.create(person=person, role=role, section_id=section_id)
            _record_roles(person, before, actor, now)
    except IntegrityError as twice:
        raise PersonNotChanged(_("その役割はすでに付いています。")) from twice


def remove_role(*, person: Person, membership_id: int, actor: Actor, now: datetime) -> None:
    """Take a role away. Raises PersonNotChanged for the last admin's."""
    with transaction.atomic():
        row = Membership.objects.filter(person=person, pk=membership_id).first()
        if row is None:
            return
        before = _roles_of(person)
        row.delete()
        _keep_an_admin()
        _record_roles(person, before, actor, now)


def end_section_roles(*, person_id: int, section_id: int | None, actor: Actor, now: datetime) -> int:
    """Take away the roles that a person holds in a section (None: in any), not those for the whole town; how many."""
    held = Membership.objects.filter(person=person_id, section__isnull=False)
    held = held.exclude(role__in=TOWN_ROLES)
    held = held.filter(section=section_id) if section_id else held
    with transaction.atomic():
        person = Person.objects.get(pk=person_id)
        before = _roles_of(person)
        ended, _by_table = held.delete()
        if ended:
            _record_roles(person, before, actor, now)
    return ended


def deactivate(*, person: Person, actor: Actor, now: datetime) -> None:
    """Shut a person out from the next request on; what they wrote stays. Raises PersonNotChanged for the last admin."""
    _switch(person, False, PERSON_DEACTIVATED, actor, now)


def activate(*, person: Person, actor: Actor, now: datetime) -> None:
    """Let a person in again."""
    _switch(person, True, PERSON_ACTIVATED, actor, now)


def _switch(person: Person, active: bool, action: Action, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        if not Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active):
            return
        _keep_an_admin()
        record(action=action, actor=actor, subject=_subject(person), at=now)


def _keep_an_admin() -> None:
    """Within the transaction of the change; the rows are locked, so that two changes at once cannot both pass."""
    admins = Membership.objects.select_for_update().filter(role=Role.ADMIN, person__is_active=True)
    if not list(admins.values_list("pk", flat=True)):
        raise PersonNotChanged(_("最後の管理者です。先に、別の人を管理者にしてください。"))


def _roles_of(person: Person) -> str:
    rows = Membership.objects.filter(person=person).select_related("section").order_by("id")
    return "、".join(_words(row) for row in rows) or _("なし")


def _words(row: Membership) -> str:
    role = str(Role(row.role).label)
    return f"{row.section.name}{role}" if row.section else role


def _record_roles(person: Person, before: str, actor: Actor, now: datetime) -> None:
    detail = {"before": before, "after": _roles_of(person)}
    record(action=PERSON_EDITED, actor=actor, subject=_subject(person), detail=detail, at=now)


def _subject(person: Person) -> Subject:
    return Subject("tenants.person", str(person.pk), person.name)
