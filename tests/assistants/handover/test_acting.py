"""The desk's steps: two clerks cannot have the same one, nothing is sent twice, each step leaves its trace."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.handover import act
from assistants.handover.act import Clerk
from assistants.handover.queue import handovers_for, queue_counts, queue_page
from assistants.handover.refused import HandoverRefused
from assistants.handover.thread import talks_of
from assistants.models import Handover, HandoverMessage
from audit_log.models import Entry
from audit_log.public import Actor, ActorKind
from tenants.access import access_of
from tenants.models import Section
from tests.builders.handovers import handover


def clerk(person) -> Clerk:
    return Clerk(person.pk, person.name, Actor(ActorKind.PERSON, str(person.pk), person.name))


@pytest.fixture
def row(people) -> Handover:
    return handover(section_id=Section.objects.get(key="juumin").pk)


def now():
    return timezone.now()


def test_of_two_clerks_one_takes_it_and_the_other_reads_who(people, row):
    seen_by_the_other = Handover.objects.get(pk=row.pk)
    act.take(row=row, clerk=clerk(people.member), instead_of=None, now=now())
    with pytest.raises(HandoverRefused, match="上野 職員さんが先に"):
        act.take(row=seen_by_the_other, clerk=clerk(people.head), instead_of=None, now=now())
    with pytest.raises(HandoverRefused, match="上野 職員さんが先に"):
        act.reply(row=seen_by_the_other, clerk=clerk(people.head), text="返信です", key=uuid.uuid4(), now=now())
    act.take(row=row, clerk=clerk(people.head), instead_of=people.member.pk, now=now())
    assert Handover.objects.get().taken_by == people.head


def test_a_reply_reaches_the_resident_once_under_the_sections_name(people, row):
    key = uuid.uuid4()
    for _twice in range(2):
        act.reply(row=row, clerk=clerk(people.member), text="申請書をお送りください。", key=key, now=now())
    (talk,) = talks_of(conversation_ids=[row.conversation_id], now=now())
    assert [(word.who, word.name, word.text) for word in talk.words if word.who == "desk"] == [
        ("desk", "住民課", "申請書をお送りください。")
    ]
    assert talk.state == "answered"
    assert Handover.objects.get().first_answered_at
    assert Entry.objects.filter(action="assistants.handover.answered").count() == 1


def test_a_my_number_in_a_reply_is_refused(people, row):
    with pytest.raises(HandoverRefused, match="マイナンバー"):
        act.reply(row=row, clerk=clerk(people.member), text="123456789018", key=uuid.uuid4(), now=now())
    assert Handover.objects.get().state == "open"


def test_notes_are_for_colleagues_only(people, row):
    act.note(row=row, clerk=clerk(people.member), text="本人に電話済み", key=uuid.uuid4(), now=now())
    (talk,) = talks_of(conversation_ids=[row.conversation_id], now=now())
    assert "電話済み" not in str(talk)


def test_handed_to_another_section_it_leaves_the_first_and_is_promised_anew(people, row):
    other = Section.objects.get(key="soumu")
    with pytest.raises(HandoverRefused, match="ほかから選んで"):
        act.transfer(row=row, clerk=clerk(people.member), section_id=row.section_id, reason="担当", now=now())
    with pytest.raises(HandoverRefused, match="内容が書かれていません"):
        act.transfer(row=row, clerk=clerk(people.member), section_id=other.pk, reason="", now=now())
    act.transfer(row=row, clerk=clerk(people.member), section_id=other.pk, reason="総務課の担当です", now=now())
    moved = Handover.objects.get()
    assert (moved.state, moved.section, moved.taken_by) == ("transferred", other, None)
    assert moved.notice_due_at
    assert not handovers_for(access=access_of(person=people.member)).exists()
    assert handovers_for(access=access_of(person=people.admin)).count() == 1
    (talk,) = talks_of(conversation_ids=[row.conversation_id], now=now())
    assert any("引き継ぎました" in word.text for word in talk.words)


def test_without_an_answer_it_is_closed_with_a_reason_only(people, row):
    with pytest.raises(HandoverRefused, match="理由を書いて"):
        act.close(row=row, clerk=clerk(people.member), reason="", now=now())
    act.close(row=row, clerk=clerk(people.member), reason="電話で解決", now=now())
    closed = Handover.objects.get()
    assert closed.state == "closed"
    assert closed.contact_until == timezone.localdate() + timedelta(days=30)
    with pytest.raises(HandoverRefused, match="もう終了"):
        act.close(row=closed, clerk=clerk(people.member), reason="もう一度", now=now())
    act.reopen(row=closed, clerk=clerk(people.member), now=now())
    again = Handover.objects.get()
    assert (again.state, again.contact_until) == ("taken", None)


def test_the_queue_shows_what_is_urgent_and_owed_first_in_three_queries(people, django_assert_num_queries):
    section = Section.objects.get(key="juumin").pk
    for days, text in ((0, "三つ目"), (-9, "二つ目")):
        handover(section_id=section, now=now() + timedelta(days=days), message=text)
    handover(section_id=section, message="消えてしまいたい、死にたい")
    access = access_of(person=people.member)
    with django_assert_num_queries(3):
        page = queue_page(access=access, tab="waiting", section_id=None, page="")
        counts = queue_counts(access=access, now=now())
        shown = [(row.urgent, row.section.name) for row in page.items]
    assert shown[0] == (True, "住民課")
    assert page.items[1].opened_at < page.items[2].opened_at
    assert counts["waiting"] == 3


def test_every_word_has_its_kind(people, row):
    act.take(row=row, clerk=clerk(people.member), instead_of=None, now=now())
    kinds = set(HandoverMessage.objects.values_list("kind", flat=True))
    assert kinds == {"resident", "event"}
