"""Many documents changed at once: what is shown is written, within the person's rights, and is undone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.public import Actor, ActorKind, EntryFilters, entries
from knowledge.changing.apply import NotUndone, PlanChanged, apply_change, seal_preview, undo_change
from knowledge.changing.plan import Wish, plan_change
from knowledge.models import BulkChange, Document, Source
from tenants.models import Membership, Policy, Section
from tenants.public import Role, access_of, in_no_town
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 3, 31)


@pytest.fixture
def own(people) -> Section:
    return Section.objects.get(key="juumin")


@pytest.fixture
def head(town, people):
    return access_of(person=people.head)


def actor(access) -> Actor:
    return Actor(ActorKind.PERSON, str(access.person_id), access.name)


def plan_of(access, documents, **values):
    ids = [document.pk for document in documents]
    return plan_change(ids=ids, wish=Wish("edit", values), access=access, now=timezone.now())


def change(access, documents, step="edit", **values) -> BulkChange:
    now, ids, wish = timezone.now(), [document.pk for document in documents], Wish(step, values)
    plan = plan_change(ids=ids, wish=wish, access=access, now=now)
    seen = seal_preview(seen=plan.seen, now=now)
    return apply_change(ids=ids, wish=wish, seen=seen, access=access, by=actor(access), now=now + timedelta(seconds=1))


def test_only_what_is_wished_for_changes_and_undoing_brings_all_of_it_back(head, own) -> None:
    documents = [build.document(title=f"文書{n}", section=own, valid_until=date(2026, 12, n + 1)) for n in range(3)]
    done = change(head, documents, valid_until=UNTIL, responsible_id=head.person_id)
    assert set(Document.objects.values_list("valid_until", "responsible_id", "audience")) == {
        (UNTIL, head.person_id, "residents")
    }
    assert entries(filters=EntryFilters(action="knowledge.documents.changed")).total == 1
    assert undo_change(change_id=done.pk, by=actor(head), now=timezone.now()) == (3, 0)
    assert [d.valid_until for d in Document.objects.order_by("pk")] == [date(2026, 12, n + 1) for n in range(3)]
    with pytest.raises(NotUndone):
        undo_change(change_id=done.pk, by=actor(head), now=timezone.now())


def test_another_sections_documents_stay_and_say_why(head, own) -> None:
    other = Section.objects.get(key="soumu")
    mine, foreign = build.document(title="住民", section=own), build.document(title="総務", section=other)
    hidden = build.document(title="隠れた", section=other, audience="section")
    plan = plan_of(head, [mine, foreign, hidden], valid_until=UNTIL)
    assert [row.document.title for row in plan.changing] == ["住民"]
    assert [(row.document.title, str(row.problem)) for row in plan.left] == [
        ("総務", "この課の文書を変える権限がありません。")
    ]


def test_a_wish_that_breaks_a_rule_changes_nothing_of_that_document(head, own) -> None:
    public, inner = (
        build.document(title="公開", section=own),
        build.document(title="庁内", section=own, audience="staff"),
    )
    plan = plan_of(head, [public, inner], grade=2)
    assert [row.document.title for row in plan.changing] == ["庁内"]
    assert "公開してよい" in str(plan.left[0].problem)
    late = plan_of(
        head, [build.document(title="来年から", section=own, valid_from=date(2028, 1, 1))], valid_until=UNTIL
    )
    assert "開始日より前" in str(late.left[0].problem)


def test_what_changed_since_the_preview_is_not_written(head, own) -> None:
    document = build.document(section=own)
    now, wish = timezone.now(), Wish("edit", {"valid_until": UNTIL})
    seen = seal_preview(seen=plan_change(ids=[document.pk], wish=wish, access=head, now=now).seen, now=now)
    Document.objects.update(valid_until=date(2026, 12, 31))
    with pytest.raises(PlanChanged):
        apply_change(ids=[document.pk], wish=wish, seen=seen, access=head, by=actor(head), now=now)
    assert Document.objects.get().valid_until == date(2026, 12, 31)


def test_undoing_leaves_what_somebody_changed_since(head, own) -> None:
    first, second = build.document(title="甲", section=own), build.document(title="乙", section=own)
    done = change(head, [first, second], valid_until=UNTIL)
    Document.objects.filter(pk=second.pk).update(valid_until=date(2027, 6, 30))
    assert undo_change(change_id=done.pk, by=actor(head), now=timezone.now()) == (1, 1)
    assert Document.objects.get(pk=second.pk).valid_until == date(2027, 6, 30)


def test_documents_that_move_to_a_section_leave_the_former_shelf(people, town, own) -> None:
    admin, other = access_of(person=people.admin), Section.objects.get(key="soumu")
    shelf = Source.objects.create(kind="upload", name=str(own.pk))
    there = Source.objects.create(kind="upload", name=str(other.pk))
    build_on = [build.document(title=f"文書{n}", section=own, source_url="") for n in range(2)]
    Document.objects.update(source=shelf)
    taken = build.document(title="先客", section=other)
    Document.objects.filter(pk=taken.pk).update(source=there, file_name=build_on[0].file_name)
    done = change(admin, build_on, section_id=other.pk)
    names = [d.source.name for d in Document.objects.filter(pk__in=[b.pk for b in build_on]).order_by("pk")]
    assert names == [f"moved-{build_on[0].pk}", str(other.pk)]
    undo_change(change_id=done.pk, by=actor(admin), now=timezone.now())
    assert set(Document.objects.exclude(pk=taken.pk).values_list("source", "section")) == {(shelf.pk, own.pk)}


def test_wider_readers_chosen_by_an_editor_wait_for_approval(people, own) -> None:
    Membership.objects.create(person=people.member, role=Role.KNOWLEDGE_EDITOR, section=own)
    editor = access_of(person=people.member)
    document = build.document(section=own, audience="staff")
    assert plan_of(editor, [document], audience="residents").changing[0].waits
    change(editor, [document], audience="residents")
    assert Document.objects.get().approved_at is None
    approving = plan_change(ids=[document.pk], wish=Wish("approve", {}), access=editor, now=timezone.now())
    assert not approving.changing


def test_the_policy_lets_editors_approve_for_their_own_section_only(people, own) -> None:
    Membership.objects.create(person=people.member, role=Role.KNOWLEDGE_EDITOR, section=own)
    Policy.objects.update(editors_approve=True)
    editor, other = access_of(person=people.member), Section.objects.get(key="soumu")
    mine = build.document(title="住民", section=own, approved=False)
    foreign = build.document(title="総務", section=other, approved=False)
    done = change(editor, [mine, foreign], step="approve")
    assert [row["id"] for row in done.rows] == [mine.pk]
    mine.refresh_from_db()
    assert mine.approved_by_id == people.member.pk


def test_with_four_eyes_nobody_approves_what_they_handed_in(people, own, head) -> None:
    Policy.objects.update(four_eyes=True)
    document = build.document(section=own, approved=False)
    document.versions.update(created_by=people.head)
    assert not plan_change(ids=[document.pk], wish=Wish("approve", {}), access=head, now=timezone.now()).changing
    admin = access_of(person=people.admin)
    assert plan_change(ids=[document.pk], wish=Wish("approve", {}), access=admin, now=timezone.now()).changing


def test_the_work_of_a_change_does_not_grow_with_the_documents(head, own, django_assert_max_num_queries) -> None:
    documents = [build.document(title=f"文書{n}", section=own) for n in range(40)]
    with django_assert_max_num_queries(30):
        change(head, documents, valid_until=UNTIL)


def test_the_pages_lead_from_the_list_to_the_change_and_back(town, people, own) -> None:
    documents = [build.document(title=f"文書{n}", section=own) for n in range(2)]
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.head, backend="allauth.account.auth_backends.AuthenticationBackend")
    ids = [document.pk for document in documents]
    fields = {"ids": ids, "step": "edit", "valid_until": "2027-03-31"}
    with in_no_town():
        assert "を選ぶ" in client.get("/knowledge/?grade=1&kind=prose&responsible=none").content.decode()
        assert "文書1" in client.post("/knowledge/documents/bulk/", {"ids": ids}).content.decode()
        empty = client.post("/knowledge/documents/bulk/", {"ids": ids, "go": "preview", "step": "edit"})
        assert "1つ以上" in empty.content.decode()
        preview = client.post("/knowledge/documents/bulk/", {**fields, "go": "preview"})
        assert "令和9年3月31日" in preview.content.decode()
        seen = preview.context["seen"]
        done = client.post("/knowledge/documents/bulk/", {**fields, "go": "apply", "seen": seen})
        page = client.get(done["Location"]).content.decode()
        assert "文書0" in page
        client.post(f"{done['Location']}undo/")
        assert "元に戻しました" in client.get(done["Location"]).content.decode()
    assert set(Document.objects.values_list("valid_until", flat=True)) == {None}
    everything = client_post_all(client)
    assert len(everything.context["ids"]) == 2


def client_post_all(client: Client):
    with in_no_town():
        return client.post("/knowledge/documents/bulk/", {"all": "audience=residents"})
