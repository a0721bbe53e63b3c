"""Questions without an answer: gathered by meaning, ranked, drafted, answered, opened again, forgotten."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from knowledge.editing.faq import FaqWording, retire
from knowledge.gaps.decide import GapChanged, dismiss, draft_answer, take_back
from knowledge.gaps.forget import forget_old
from knowledge.gaps.nearest import nearest_known
from knowledge.gaps.note import note_gap
from knowledge.gaps.sort_in import sort_in_new
from knowledge.models import Gap, GapQuestion, Passage
from tenants.models import Membership, Section
from tenants.public import Role, access_of, in_no_town
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db
SHEDS = (
    "物置を建てるとき、届け出は要りますか。",
    "物置を建てるときの届け出は必要ですか。",
    "庭に物置を建てたい。届け出は要りますか。",
)
ORDINARY = [("ごみの日はいつですか。", "月曜日です。"), ("住民票はどこで取れますか。", "住民課です。")]
DOGS = ("ドッグランはどこにありますか。", "町にドッグランはありますか。")


def ask(text: str, *, days_ago: float = 0, **fields) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    values = {"reason": "not_found", "audience": "residents", "section_id": None, **fields}
    note_gap(turn_id=uuid.uuid4(), question=text, at=at, **values)


def sort() -> int:
    return sort_in_new(now=timezone.now())


def actor(people) -> Actor:
    return Actor(ActorKind.PERSON, str(people.admin.pk), people.admin.name)


@pytest.fixture
def filled(town) -> None:
    build.faq(of=build.document(kind="faq"), rows=ORDINARY)


def test_questions_that_mean_the_same_are_one_gap_and_others_are_not(filled) -> None:
    for text in (*SHEDS, *DOGS):
        ask(text)
    assert sort() == 5
    found = {gap.label: gap.count for gap in Gap.objects.all()}
    assert found == {SHEDS[0]: 3, DOGS[0]: 2}


def test_a_turn_counts_once_and_sorting_twice_changes_nothing(filled) -> None:
    turn = uuid.uuid4()
    for reason in ("not_found", "not_helpful"):
        note_gap(
            turn_id=turn, question=DOGS[0], reason=reason, audience="residents", section_id=None, at=timezone.now()
        )
    sort()
    before = list(Gap.objects.values())
    assert sort() == 0
    assert list(Gap.objects.values()) == before
    assert GapQuestion.objects.count() == 1


def test_what_staff_asked_is_no_gap_of_residents(filled) -> None:
    ask(DOGS[0])
    ask(DOGS[1], audience="staff")
    sort()
    assert set(Gap.objects.values_list("audience", "count")) == {("residents", 1), ("staff", 1)}


def test_many_and_late_come_first(filled) -> None:
    for text, days in ((SHEDS[0], 60), (SHEDS[1], 59), (SHEDS[2], 58), (DOGS[0], 1), (DOGS[1], 0)):
        ask(text, days_ago=days)
    sort()
    assert [gap.label for gap in Gap.objects.order_by("-rank")] == [DOGS[0], SHEDS[0]]


def test_the_work_is_that_of_the_new_question_however_many_gaps_there_are(filled) -> None:
    ask(DOGS[0])
    sort()
    ask(DOGS[1])
    with CaptureQueriesContext(connection) as few:
        sort()
    for number in range(30):
        ask(f"第{number}回の大会の{chr(0x4E00 + 37 * number)}はどうなりますか。")
    sort()
    ask("ドッグランは町内にありますか。")
    with CaptureQueriesContext(connection) as many:
        sort()
    assert len(many) <= len(few)


def test_a_dismissed_gap_comes_back_by_hand_and_by_a_new_question(filled, people) -> None:
    ask(DOGS[0])
    sort()
    gap, now = Gap.objects.get(), timezone.now()
    dismiss(gap_id=gap.pk, by=actor(people), now=now)
    with pytest.raises(GapChanged):
        dismiss(gap_id=gap.pk, by=actor(people), now=now)
    take_back(gap_id=gap.pk, by=actor(people), now=now)
    gap.refresh_from_db()
    assert gap.state == "open"
    dismiss(gap_id=gap.pk, by=actor(people), now=now - timedelta(seconds=5))
    ask(DOGS[1])
    sort()
    gap.refresh_from_db()
    assert (gap.state, gap.count, bool(gap.reopened_at)) == ("open", 2, True)


def test_an_approved_draft_answers_the_gap_and_its_questions_are_asked_again(filled, people) -> None:
    for text in DOGS:
        ask(text)
    sort()
    gap, now = Gap.objects.get(), timezone.now()
    wording = FaqWording(DOGS[0], "中央公園の北側にあります。", (DOGS[1],))
    entry = draft_answer(
        gap_id=gap.pk, wording=wording, section_id=None, audience="residents", at_once=True, by=actor(people), now=now
    )
    gap.refresh_from_db()
    assert (gap.state, gap.entry_id) == ("answered", entry)
    assert (gap.retest["asked"], gap.retest["answered"], gap.retest["found"]) == (2, 2, 2)
    retire(entry_id=entry, by=actor(people), now=now)
    gap.refresh_from_db()
    assert (gap.state, gap.retest) == ("open", {})


def test_the_nearest_texts_say_why_they_were_no_answer(filled, people) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for title, fields in {
        "期限切れ": {"valid_until": yesterday},
        "未承認": {"approved": False},
        "職員向け": {"audience": "staff"},
        "使われる": {},
    }.items():
        build.passages(
            of=build.document(title=title, **fields), texts=[(f"{title}のドッグラン", "ドッグランの案内です。")]
        )
    admin = access_of(person=people.admin)
    near = nearest_known(question=DOGS[1], audience="residents", access=admin, today=timezone.localdate())
    said = {each.title: (str(each.why), each.blocked) for each in near}
    assert said["期限切れ"] == ("期限が切れているので、使われません。", True)
    assert said["未承認"] == ("承認されていないので、使われません。", True)
    assert said["職員向け"] == ("住民向けではないので、住民への回答には使われません。", True)
    assert not said["使われる"][1]
    member = access_of(person=people.member)
    near = nearest_known(question=DOGS[1], audience="residents", access=member, today=timezone.localdate())
    assert "未承認" not in {each.title for each in near}


def test_old_questions_are_forgotten_as_the_policy_says(filled) -> None:
    ask(SHEDS[0], days_ago=400)
    ask(SHEDS[1])
    ask(DOGS[0], days_ago=400)
    sort()
    assert forget_old(now=timezone.now()) == 2
    gap = Gap.objects.get()
    assert (gap.label, gap.count) == (SHEDS[1], 1)
    assert forget_old(now=timezone.now()) == 0


def test_the_pages_lead_from_the_question_to_the_approved_answer(town, people, filled) -> None:
    own = Section.objects.get(key="juumin")
    Membership.objects.create(person=people.member, role=Role.KNOWLEDGE_EDITOR, section=own)
    ask(DOGS[0], section_id=own.pk)
    ask("総務課だけの質問です。契約の保証金はいくらですか。", section_id=Section.objects.get(key="soumu").pk)
    sort()
    gap, foreign = Gap.objects.get(section=own), Gap.objects.exclude(section=own).get()
    editor, head = (_client(town, person) for person in (people.member, people.head))
    with in_no_town():
        listed = editor.get("/knowledge/gaps/").content.decode()
        assert DOGS[0] in listed
        assert "保証金" not in listed
        assert editor.get(f"/knowledge/gaps/{foreign.pk}/").status_code == 404
        path = f"/knowledge/gaps/{gap.pk}/"
        assert "なぜ答えられなかったか" in editor.get(path).content.decode()
        assert DOGS[0] in editor.get(f"{path}draft/").content.decode()
        data = {
            "question": DOGS[0],
            "answer": "中央公園です。",
            "section": own.pk,
            "audience": "residents",
            "variants": "",
        }
        assert editor.post(f"{path}draft/", data).status_code == 302
        assert "案を作成" in editor.get(path).content.decode()
    assert not Passage.objects.filter(text="中央公園です。").exists()
    entry = Gap.objects.get(pk=gap.pk).entry_id
    with in_no_town():
        head.post(f"/knowledge/faq/{entry}/decide/", {"wish": "approve"})
        page = head.get(path).content.decode()
    assert "もう一度試しました" in page
    assert Gap.objects.get(pk=gap.pk).state == "answered"


def _client(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
