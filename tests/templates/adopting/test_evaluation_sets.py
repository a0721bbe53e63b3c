"""Evaluation sets: questions of the town's own sets, merged by question, out again, tried a question at a time."""

import pytest
from django.utils import timezone

from assistants.models import EvaluationQuestion, RecordedTurn, Topic
from assistants.public import PromptBlank
from templates.adopting.install import Wanted, install
from templates.adopting.local import NotSound
from templates.adopting.merge import Unresolved
from templates.adopting.try_questions import questions_to_try
from templates.adopting.undo import ChangedHere, undo
from templates.adopting.upgrade import Decided, compare, upgrade
from templates.models import Adoption, Offering
from templates.sharing.local_things import gather
from templates.sharing.offer import begin_offering
from tests.builders.library import edition, evaluation_content

pytestmark = pytest.mark.django_db

WHEN = "甲野町で燃えるごみは何時までに出しますか"
CALL = "ごみ処理場に電話したい"


@pytest.fixture
def garbage(town) -> Topic:
    """The topic that the words of the questions point to."""
    return Topic.objects.create(name="ごみの出し方", keywords=["ごみ"], position=1)


def _questions(row) -> dict[str, EvaluationQuestion]:
    return {one.question: one for one in EvaluationQuestion.objects.filter(pk__in=row.local_ids)}


def _next(row, home, *questions, version: str = "1.1.0"):
    return edition(content=evaluation_content(questions=list(questions)), by=home, item_id=row.item_id, version=version)


def _upgrade(row, made, admin, by, choices=None):
    page = compare(adoption=row, edition_id=made.pk)
    decided = Decided(made.pk, page.token, choices or {}, {})
    return upgrade(adoption_id=row.pk, decided=decided, access=admin, by=by, now=timezone.now())


def test_a_set_joins_the_towns_own_questions_filled_and_goes_out_again(home, town, garbage, adopt, by) -> None:
    row = adopt(edition(content=evaluation_content(), by=home))
    found = _questions(row)
    assert {one.topic for one in found.values()} == {garbage}
    assert (found[CALL].facts, found[CALL].sources, found[CALL].origin) == (["0999-90-1002"], ["ごみの出し方"], "share")
    assert WHEN in found
    undo(adoption_id=row.pk, by=by, now=timezone.now())
    assert not EvaluationQuestion.objects.exists()


def test_what_the_town_asks_already_stays_its_own_and_is_no_difference(home, town, garbage, adopt, by) -> None:
    own = EvaluationQuestion.objects.create(topic=garbage, question=CALL, facts=["町の語"], changed_at=timezone.now())
    row = adopt(edition(content=evaluation_content(), by=home))
    assert list(_questions(row)) == [WHEN]
    set_ = {"questions": [{"question": text, "expects": "answer"} for text in (WHEN, CALL)]}
    assert [one.there for one in questions_to_try(body=set_, but=row.local_ids)] == [False, True]
    undo(adoption_id=row.pk, by=by, now=timezone.now())  # unchanged, so nobody is asked
    assert list(EvaluationQuestion.objects.all()) == [own]


def test_a_set_of_which_nothing_would_come_is_refused_whole(home, garbage, adopt, admin, by) -> None:
    for text in (WHEN, CALL):
        EvaluationQuestion.objects.create(topic=garbage, question=text, changed_at=timezone.now())
    made = edition(content=evaluation_content(), by=home)
    with pytest.raises(NotSound, match="どれもこの町の評価用の質問にすでにあります"):
        adopt(made)
    long = edition(content=evaluation_content(questions=[{"question": "{{町名}}のごみ", "expects": "answer"}]), by=home)
    wanted = Wanted(long.pk, {"町名": "町" * 400, "窓口の電話": None})
    with pytest.raises(NotSound, match="400文字を超えます"):
        install(wanted=[wanted], access=admin, by=by, now=timezone.now())
    assert not Adoption.objects.exists()
    assert EvaluationQuestion.objects.count() == 2


def test_an_update_merges_by_question_and_a_conflict_asks(home, garbage, adopt, admin, by) -> None:
    row = adopt(edition(content=evaluation_content(), by=home))
    one = _questions(row)[WHEN]
    one.facts = ["8時半"]
    one.save()
    with pytest.raises(ChangedHere):
        undo(adoption_id=row.pk, by=by, now=timezone.now())
    call, when = evaluation_content().body["questions"][1], evaluation_content().body["questions"][0]
    new = {"question": "粗大ごみの日はいつですか", "expects": "no_answer"}
    row = _upgrade(row, _next(row, home, when, {**call, "forbidden": ["無料"]}, new), admin, by)
    found = _questions(row)
    assert (found[WHEN].facts, found[CALL].forbidden) == (["8時半"], ["無料"])
    assert (found[new["question"]].topic, found[new["question"]].expects) == (garbage, "no_answer")
    clash = _next(row, home, {**when, "facts": ["7時"]}, new, version="1.2.0")
    with pytest.raises(Unresolved):
        _upgrade(row, clash, admin, by)
    assert _questions(row)[WHEN].facts == ["8時半"]


def test_published_again_it_keeps_lineage_and_licence(home, garbage, adopt, admin, by) -> None:
    made = edition(content=evaluation_content(licence="CC BY-SA 4.0"), by=home)
    adopt(made)
    gathered = gather(key=f"evaluation:{garbage.pk}", access=admin)
    offering = begin_offering(gathered=gathered, actor=by, now=timezone.now())
    assert offering.derived_from_id == made.pk
    assert Offering.objects.get().content["licence"] == "CC BY-SA 4.0"


def test_one_question_is_tried_beside_what_is_expected_and_nothing_is_kept(home, town, sit, people) -> None:
    asked = [
        {"question": "月に行く船はどこから出ますか", "expects": "no_answer"},
        {"question": "窓口はどこですか", "expects": "answer", "facts": ["{{窓口の番号}}", "2階"]},
    ]
    blanks = (PromptBlank("窓口の番号", "phone"),)
    made = edition(content=evaluation_content(questions=asked, blanks=blanks), by=home)
    clerk, url = sit(people.member), f"/library/items/{made.item_id}/try/"
    page = clerk.get(url).content.decode()
    assert "まだ値がないため見ていない語" in page
    assert "期待どおり" in clerk.post(url, {"ask": "1"}).content.decode()
    piece = clerk.post(url, {"ask": "2"}, headers={"HX-Request": "true"}).content.decode()
    assert piece.lstrip().startswith("<li")
    assert "期待と違う" in piece
    assert "2階" in piece
    assert not EvaluationQuestion.objects.exists()
    assert not RecordedTurn.objects.exists()
