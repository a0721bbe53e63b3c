"""What may be said in a talk, what is a procedure, by which words one enters and leaves; no database."""

import csv
from pathlib import Path

import pytest

from assistants.crisis.everyday import is_everyday
from assistants.listening.check_reply import may_be_said
from assistants.listening.procedures import asks_for_procedure
from assistants.listening.words import enters, leaves
from tests.assistants.topics.test_deciding import topic

TOPICS = (topic("高齢・介護・福祉", keywords=("介護",)), topic("子育て", id=2, keywords=("児童手当", "子ども")))
SETS = Path(__file__).parents[1] / "sets"
BANK = Path("assistants/crisis/bank")

LISTENS = (Path(__file__).parent / "said.txt").read_text("utf-8").splitlines()

WITHHELD = (Path(__file__).parent / "withheld.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("text", LISTENS)
def test_listening_and_asking_back_may_be_said(text: str) -> None:
    assert may_be_said(text=text)


@pytest.mark.parametrize("text", [*WITHHELD, "とても長い文です。" * 20])
def test_advice_facts_promises_and_a_persons_voice_are_withheld(text: str) -> None:
    assert not may_be_said(text=text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("介護認定の申請はどこでできますか", True),
        ("児童手当はいくらもらえますか", True),
        ("母の介護に疲れました", False),
        ("子どもが学校に行きたがりません", False),
        ("どこに行けば楽になれますか", False),
    ],
)
def test_a_procedure_is_a_form_of_asking_about_a_topic(text: str, asks: bool) -> None:
    assert asks_for_procedure(text=text, topics=TOPICS) is asks


def test_a_talk_is_entered_and_left_by_words_that_say_nothing_else() -> None:
    assert all(enters(text=text) for text in ("お悩み相談", "話を聞いてほしい。", " お悩み相談を始める "))
    assert not any(enters(text=text) for text in ("お悩み相談の予約をしたい", "話を聞いてほしい人がいる"))
    assert all(leaves(text=text) for text in ("終わる", "お悩み相談を終える", "やめる。"))
    assert not leaves(text="仕事をやめる")


def test_everyday_sorrows_are_known_whole() -> None:
    for text in (
        "将来のことが不安で眠れません。",
        "最近、職場の上司との関係に悩んでいます",
        "夫と話が合わず寂しいです",
    ):
        assert is_everyday(text=text), text
    for text in ("将来が不安です。もう終わりにします", "上司に追いつめられて足が前に出そうです", "不安です", ""):
        assert not is_everyday(text=text), text


def test_no_message_of_anybody_in_danger_is_an_everyday_sorrow() -> None:
    danger = [
        line for path in BANK.glob("*.txt") if path.stem != "harmless" for line in path.read_text("utf-8").splitlines()
    ]
    with (SETS / "crisis_blind.csv").open(encoding="utf-8", newline="") as file:
        danger += [row["text"] for row in csv.DictReader(file) if row["needs"] == "1"]
    with (SETS / "crisis.csv").open(encoding="utf-8", newline="") as file:
        danger += [row["message"] for row in csv.DictReader(file) if row["kind"] != "none"]
    assert len(danger) > 2_000
    assert [text for text in danger if is_everyday(text=text)] == []
