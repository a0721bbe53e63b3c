"""Fill an opened town from written facts: profile, desks, people. For the demo and for moving a town in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tenants.models import Membership, Person, Policy, Profile, Section, UseApproval
from tenants.roles import Role

_APPROVAL_PURPOSE = "日常業務での文案作成と資料の検索"
_WITHOUT_AI = frozenset({Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A desk as written down; `duties` are words residents use."""

    key: str
    name: str
    kana: str
    phone: str
    extension: str
    floor: str
    hours: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """Somebody of the town hall as written down; `section` is a desk's key."""

    name: str
    kana: str
    email: str
    title: str
    section: str
    role: Role


def settle(
    *,
    profile: Mapping[str, Any],
    sections: Sequence[WrittenSection],
    people: Sequence[WrittenPerson],
    password: str,
    open_chat: bool,
    now: datetime,
) -> None:
    """Write everything into the entered town, all or nothing; run again it changes only what differs.

    `profile`: values by field name of tenants.models.Profile. `password`: of every new person.
    """
    with transaction.atomic():
        Profile.objects.update_or_create(pk=1, defaults=dict(profile))
        Policy.objects.filter(pk=1).update(resident_chat_open=open_chat)
        desks = {written.key: _desk(written, position) for position, written in enumerate(sections)}
        for written in people:
            _person(written, desks[written.section], password, now)


def open_chat() -> None:
    """Open the residents' chat of the entered town."""
    Policy.objects.filter(pk=1).update(resident_chat_open=True)


def _desk(written: WrittenSection, position: int) -> Section:
    values = {
        "name": written.name,
        "kana": written.kana,
        "phone": written.phone,
        "extension": written.extension,
        "floor": written.floor,
        "hours": written.hours,
        "duties": list(written.duties),
        "position": position,
    }
    return Section.objects.update_or_create(key=written.key, defaults=values)[0]


def _person(written: WrittenPerson, desk: Section, password: str, now: datetime) -> None:
    person = Person.objects.filter(email=written.email).first()
    if person is None:
        person = Person.objects.create_user(
            email=written.email, name=written.name, password=password, kana=written.kana, title=written.title
        )
    Membership.objects.get_or_create(person=person, role=written.role, section=desk)
    approved = UseApproval.objects.filter(person=person, state=UseApproval.State.APPROVED)
    if written.role not in _WITHOUT_AI and not approved.exists():
        UseApproval.objects.create(
            person=person,
            state=UseApproval.State.APPROVED,
            purpose=_APPROVAL_PURPOSE,
            requested_at=now,
            decided_at=now,
        )
