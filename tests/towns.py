"""The two towns every test database has, and the people who walk in them: owner, member, outsider."""

from dataclasses import dataclass

from django.utils import timezone

from tenants.models import Membership, Municipality, Person, Section, UseApproval
from tenants.opening.municipality_list import ListedMunicipality
from tenants.public import Role, Town, in_public, in_town

TEST_TOWNS = (
    (ListedMunicipality("990116", "甲野町", "こうのちょう", "試験県"), "kouno.test"),
    (ListedMunicipality("990124", "乙川村", "おとがわむら", "試験県"), "otogawa.test"),
)
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class People:
    """One of each kind in a town; `outsider` is signed in but was approved for nothing."""

    admin: Person
    head: Person
    member: Person
    auditor: Person
    outsider: Person


def test_town(index: int) -> Town:
    """Town 0 or 1 of the test database."""
    listed, host = TEST_TOWNS[index]
    with in_public():
        return Municipality.objects.get(code=listed.code).as_town(host=host)


test_town.__test__ = False  # type: ignore[attr-defined]  # pytest: a builder, not a test


def settle(town: Town) -> People:
    """Give a town two sections and its people; all can sign in with PASSWORD."""
    with in_town(town):
        general, _made = Section.objects.get_or_create(key="soumu", name="総務課", phone="0999-90-1001")
        residents, _made = Section.objects.get_or_create(key="juumin", name="住民課", phone="0999-90-1002")
        return People(
            admin=_person("admin", "青木 管理", Role.ADMIN, general, approved=True),
            head=_person("head", "石田 課長", Role.SECTION_HEAD, residents, approved=True),
            member=_person("member", "上野 職員", Role.STAFF, residents, approved=True),
            auditor=_person("auditor", "江口 監査", Role.AUDITOR, general, approved=False),
            outsider=_person("outsider", "大西 新任", Role.STAFF, general, approved=False),
        )


def _person(key: str, name: str, role: Role, section: Section, *, approved: bool) -> Person:
    person = Person.objects.create_user(email=f"{key}@town.example", name=name, password=PASSWORD)
    Membership.objects.create(person=person, role=role, section=section)
    if approved:
        now = timezone.now()
        state = UseApproval.State.APPROVED
        UseApproval.objects.create(person=person, state=state, purpose="試験", requested_at=now, decided_at=now)
    return person
