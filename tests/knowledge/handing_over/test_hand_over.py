"""Staff rotation: everything of a person or a section goes over in one action, and the former colleague is out."""

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from knowledge.changing.apply import PlanChanged, undo_change
from knowledge.changing.rows import fingerprint
from knowledge.handing_over.board import by_person, by_section, orphaned
from knowledge.handing_over.gather import HandOver, gather
from knowledge.handing_over.hand_over import hand_over
from knowledge.models import BulkChange, Document, FaqEntry, Gap, Ingestion, IngestionBatch
from knowledge.readers import editable_by
from tenants.models import Membership, Person, Section
from tenants.public import Role, access_of, in_no_town
from tests.builders import knowledge as build
from tests.knowledge.crawling.conftest import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(people) -> Section:
    return Section.objects.get(key="juumin")


@pytest.fixture
def filled(people, own) -> Document:
    """Two documents of the member with a proposal and a held file, one of somebody else."""
    mine = build.document(title="住民の手引き", section=own, responsible=people.member, kind="faq")
    build.document(title="総務の手引き", section=Section.objects.get(key="soumu"), responsible=people.member)
    build.document(title="課長の手引き", section=own, responsible=people.head)
    build.faq(of=mine, rows=[("転入届は？", "14日以内です。")])
    FaqEntry.objects.update(proposed={"question": "転入届は？"}, proposed_by=people.member, section=own)
    batch = IngestionBatch.objects.create(label="確認待ち", by=people.member)
    version, now = mine.current_version, timezone.now()
    Ingestion.objects.create(batch=batch, version=version, file_name="k.md", state="held", queued_at=now)
    return mine


def do(access, wish: HandOver, *, end_roles: bool = False) -> BulkChange:
    by = Actor(ActorKind.PERSON, str(access.person_id), access.name)
    seen = fingerprint(rows=gather(wish=wish, access=access))
    return hand_over(
        wish=wish, label="引き継ぎ", seen=seen, end_roles=end_roles, access=access, by=by, now=timezone.now()
    )


def test_a_head_hands_over_what_is_of_the_own_section_and_nothing_else(filled, people) -> None:
    head = access_of(person=people.head)
    change = do(head, HandOver(from_person=people.member.pk, to_person=people.head.pk))
    assert sorted(row["table"] for row in change.rows) == ["batch", "document", "entry"]
    assert Document.objects.get(title="総務の手引き").responsible == people.member
    assert Document.objects.get(title="住民の手引き").responsible == people.head
    assert FaqEntry.objects.get().proposed_by == people.head
    assert IngestionBatch.objects.get().by == people.head


def test_undoing_gives_everything_back(filled, people) -> None:
    admin = access_of(person=people.admin)
    change = do(admin, HandOver(from_person=people.member.pk, to_person=people.head.pk))
    by = Actor(ActorKind.PERSON, str(people.admin.pk), "管理")
    assert undo_change(change_id=change.pk, by=by, now=timezone.now()) == (4, 0)
    assert Document.objects.filter(responsible=people.member).count() == 2
    assert IngestionBatch.objects.get().by == people.member


def test_the_former_colleague_sees_and_edits_nothing_any_more(filled, people, own, town) -> None:
    Membership.objects.filter(person=people.member).update(role=Role.KNOWLEDGE_EDITOR)
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.member, backend="allauth.account.auth_backends.AuthenticationBackend")
    held = f"/knowledge/review/{Ingestion.objects.get().pk}/"
    with in_no_town():
        assert client.get(held).status_code == 200
    wish = HandOver(from_person=people.member.pk, to_person=people.head.pk, from_section=own.pk)
    do(access_of(person=people.admin), wish, end_roles=True)
    former = access_of(person=Person.objects.get(pk=people.member.pk))
    assert not Document.objects.filter(editable_by(access=former)).exists()
    with in_no_town():
        assert client.get(held).status_code in (403, 404)


def test_a_section_hands_everything_to_another(filled, people, own) -> None:
    now, other = timezone.now(), Section.objects.get(key="soumu")
    Gap.objects.create(label="？", audience="residents", section=own, first_at=now, last_at=now)
    do(access_of(person=people.admin), HandOver(from_section=own.pk, to_section=other.pk))
    assert not Document.objects.filter(section=own).exists()
    assert FaqEntry.objects.get().section == Gap.objects.get().section == other
    head = access_of(person=people.head)
    assert not gather(wish=HandOver(from_section=other.pk, to_section=own.pk), access=head)


def test_a_site_goes_to_the_section_that_looks_after_its_pages_now(filled, people, own, town) -> None:
    other = Section.objects.get(key="soumu")
    site = make_site("http://www.town.example/", section=own)
    gone = make_site("http://old.town.example/", section=own, removed_at=timezone.now())
    head = access_of(person=people.head)
    wish = HandOver(from_section=own.pk, to_section=other.pk)
    assert "site" not in {row.table for row in gather(wish=wish, access=head)}, "a site is the admin's to change"
    change = do(access_of(person=people.admin), wish)
    site.refresh_from_db()
    gone.refresh_from_db()
    assert (site.section, gone.section) == (other, own)
    today = timezone.localdate()
    shares = by_section(access=access_of(person=people.admin), today=today, whole_town="町全体")
    assert {share.name: share.sites for share in shares} == {"総務課": 1}
    by = Actor(ActorKind.PERSON, str(people.admin.pk), "管理")
    undo_change(change_id=change.pk, by=by, now=timezone.now())
    site.refresh_from_db()
    assert site.section == own


def test_what_changed_since_the_preview_is_not_handed_over(filled, people) -> None:
    admin = access_of(person=people.admin)
    wish = HandOver(from_person=people.member.pk, to_person=people.head.pk)
    seen = fingerprint(rows=gather(wish=wish, access=admin))
    Document.objects.filter(pk=filled.pk).update(responsible=people.admin)
    by = Actor(ActorKind.PERSON, str(people.admin.pk), "管理")
    with pytest.raises(PlanChanged):
        hand_over(wish=wish, label="", seen=seen, end_roles=False, access=admin, by=by, now=timezone.now())


def test_the_board_names_first_who_is_gone(filled, people, own, django_assert_max_num_queries) -> None:
    admin = access_of(person=people.admin)
    Person.objects.filter(pk=people.head.pk).update(is_active=False)
    with django_assert_max_num_queries(9):
        shares = by_person(access=admin)
        sections = by_section(access=admin, today=timezone.localdate(), whole_town="町全体")
    assert [(share.person.name, share.documents, share.gone) for share in shares] == [
        ("上野 職員", 2, True),  # one of the two belongs to a section that is not theirs
        ("石田 課長", 1, True),
    ]
    assert {share.name: share.documents for share in sections} == {"住民課": 2, "総務課": 1}
    assert orphaned(access=admin) == 1


def test_the_pages_preview_and_do_it(filled, people, town) -> None:
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    path, data = "/knowledge/ownership/people/", {"giver": people.member.pk, "taker": people.head.pk}
    with in_no_town():
        assert "上野 職員" in client.get("/knowledge/ownership/").content.decode()
        assert client.get(f"{path}?giver={people.member.pk}").status_code == 200
        same = client.post(path, {**data, "taker": people.member.pk, "go": "preview"}).content.decode()
        assert "別の人を選んでください" in same
        preview = client.post(path, {**data, "go": "preview"})
        assert "住民の手引き" in preview.content.decode()
        done = client.post(path, {**data, "go": "apply", "seen": preview.context["seen"]})
        assert "上野 職員 → 石田 課長" in client.get(done["Location"]).content.decode()
        assert client.get("/knowledge/ownership/sections/").status_code == 200
