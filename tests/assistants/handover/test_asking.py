"""A resident asks for a person: kept once, promised in open hours, sealed, refused with a sentence."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from assistants.handover.answer_back import answer_back
from assistants.handover.mails import tell
from assistants.handover.queue import contact_of
from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.handover.thread import talks_of
from assistants.models import Handover, HandoverMessage, HandoverRules
from tenants.models import Profile, Section
from tests.builders.handovers import conversation, handover, turn

FRIDAY = datetime(2026, 11, 27, 16, 15, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture(autouse=True)
def hours(people):
    Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")


def residents() -> Section:
    return Section.objects.get(key="juumin")


def test_it_is_promised_in_open_hours_and_the_section_is_told_without_the_content():
    row = handover(section_id=residents().pk, now=FRIDAY, name="山田花子", contact="0999-22-3333")
    assert tell(handover_id=row.pk, now=FRIDAY)
    assert not tell(handover_id=row.pk, now=FRIDAY)
    assert row.promised_at == FRIDAY.replace(day=30, hour=15, minute=30)
    row.refresh_from_db()
    assert row.notice_due_at is None
    (letter,) = mail.outbox
    assert set(letter.to) == {"head@town.example", "member@town.example"}
    assert f"/handovers/{row.pk}/" in letter.body
    assert "山田" not in letter.body
    assert "住民票" not in letter.body


def test_name_and_contact_are_sealed_in_the_database_and_open_for_the_desk():
    row = handover(name="山田花子", contact="hanako@mail.example")
    row.refresh_from_db()
    assert "山田" not in row.name_sealed
    assert "hanako" not in row.contact_sealed
    assert contact_of(row=row).name == "山田花子"
    assert contact_of(row=row).contact == "hanako@mail.example"


def test_the_same_form_twice_is_one_handover():
    held, key = conversation(), uuid.uuid4()
    first, second = handover(of=held, key=key), handover(of=held, key=key)
    assert first.pk == second.pk
    assert HandoverMessage.objects.count() == 1


def test_what_was_said_goes_along_only_when_the_resident_lets_it():
    held = conversation()
    turn(of=held, question="犬の登録は", answer="環境課です。")
    assert handover(of=held).passed_on[0]["question"] == "犬の登録は"
    assert handover(of=held, shares=False).passed_on == []


def test_without_a_section_the_words_choose_the_desk():
    Section.objects.filter(key="juumin").update(duties=["住民票"])
    assert handover().section_id == residents().pk
    assert handover(message="その他のことです").section_id is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"message": " "}, "内容が書かれていません"),
        ({"message": "😀😀"}, "内容が書かれていません"),
        ({"message": "あ" * 2001}, "2001文字"),
        ({"message": "番号は123456789018です"}, "マイナンバー"),
        ({"contact": "でんわして"}, "電話番号"),
        ({"contact": "123456789018"}, "マイナンバー"),
        ({"name": "123456789018"}, "マイナンバー"),
        ({"consents": False}, "同意する"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_not_kept(asked, told):
    with pytest.raises(HandoverRefused, match=told):
        handover(**asked)
    assert not Handover.objects.exists()


def test_hidden_signs_are_taken_out():
    row = handover(message="\u202eこんにちは\u0000住民票")
    assert row.messages.get().text == "こんにちは住民票"


def test_closed_and_required_by_the_rules():
    HandoverRules.objects.create(pk=1, contact="required")
    with pytest.raises(HandoverRefused, match="名前と連絡先"):
        handover(name="山田")
    HandoverRules.objects.update(contact="none")
    assert handover(name="山田", contact="0999-22-3333").name_sealed == ""
    HandoverRules.objects.update(is_open=False)
    with pytest.raises(HandoverRefused, match="受け付けていません"):
        handover()


def test_a_fourth_waiting_one_of_a_conversation_is_refused():
    held = conversation()
    for _each in range(3):
        handover(of=held)
    with pytest.raises(HandoverRefused, match="3件"):
        handover(of=held)


def test_distress_is_marked_urgent():
    assert handover(message="もう死にたいです").urgent


def test_the_resident_reads_what_happens_next(django_assert_max_num_queries):
    held = conversation()
    row = handover(of=held, section_id=residents().pk, now=FRIDAY)
    with django_assert_max_num_queries(4):
        (talk,) = talks_of(conversation_ids=[held.pk], now=FRIDAY.replace(hour=20))
    assert "いまは受付時間外です。次に担当者が見るのは11月30日（月）午前8時30分です。" in talk.next
    assert "11月30日（月）午後3時30分までに" in talk.next
    assert talk.desk is not None
    assert talk.desk.phone == "0999-90-1002"
    late = talks_of(conversation_ids=[held.pk], now=FRIDAY.replace(day=30, hour=16))[0]
    assert "申し訳ありません" in late.next
    assert talk.number == row.pk


def test_answering_back_needs_the_own_conversation_and_owes_a_new_word():
    held = conversation()
    row = handover(of=held, now=FRIDAY)
    with pytest.raises(HandoverUnknown):
        answer_back(talk_key=row.key, conversation_ids=[held.pk + 1], text="はい", key=uuid.uuid4(), now=FRIDAY)
    Handover.objects.update(state="answered", answered_at=FRIDAY, alarmed_at=FRIDAY)
    key = uuid.uuid4()
    later = FRIDAY.replace(day=30, hour=9, minute=0)
    for _twice in range(2):
        answer_back(talk_key=row.key, conversation_ids=[held.pk], text="もう一つ", key=key, now=later)
    row.refresh_from_db()
    assert row.state == "taken"
    assert row.promised_at == later.replace(hour=17)
    assert row.alarmed_at is None
    assert HandoverMessage.objects.filter(text="もう一つ").count() == 1
