"""Distress is recognised in many wordings, and words that only look like it are not."""

import pytest

from assistants.crisis import bank
from assistants.crisis.learn import fit
from assistants.crisis.recognise import recognised
from assistants.crisis.resemble import learned
from assistants.models import Hotline
from yuimachi.benching.crisis import SETS, messages, run


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    return {row["set"]: row for row in run()}


def test_recall_and_false_alarms_meet_the_bar(measured):
    assert measured["crisis"]["recall"] >= 0.98
    assert measured["crisis"]["false_alarm"] <= 0.03


def test_the_set_is_large_enough(measured):
    assert measured["crisis"]["needing"] >= 150
    assert measured["crisis"]["harmless"] >= 150


def test_the_hotline_of_the_right_kind_is_among_those_shown():
    rows = [row for row in messages(path=SETS / "crisis.csv") if row.kind]
    right = [row.kind in recognised(text=row.text) for row in rows]
    assert sum(right) / len(right) >= 0.97


def test_the_weights_were_learned_from_this_bank():
    assert learned().digest == bank.digest(), "run manage.py learn_crisis and commit learned.npz"


def test_the_bank_is_large_and_no_sentence_is_both():
    danger = {text for kind, text in bank.sentences() if kind != bank.HARMLESS}
    harmless = {text for kind, text in bank.sentences() if kind == bank.HARMLESS}
    assert len(danger) >= 1_000
    assert len(harmless) >= 1_000
    assert not danger & harmless


def test_no_measuring_set_is_in_the_bank():
    taught = {text for _kind, text in bank.sentences()}
    held_out = {row.text for path in SETS.glob("crisis*.csv") for row in messages(path=path)}
    assert len(held_out & taught) / len(held_out) < 0.06, "short cries are the same everywhere, whole sets must not be"


def test_learning_parts_examples_it_has_seen():
    from assistants.crisis.features import features_of

    few = [(kind, features_of(text=text), False) for kind, text in bank.sentences()[::25]]
    known = fit(rows=few)
    right = [
        (known.scores(features=features, by_rule=False)[0] > 0) == (kind != bank.HARMLESS) for kind, features, _ in few
    ]
    assert sum(right) / len(right) > 0.95


def test_every_kind_of_the_bank_is_a_kind_of_hotline():
    assert set(bank.kinds()) <= set(Hotline.Kind.values)


def test_a_young_person_in_despair_gets_the_childrens_line_too():
    assert {"suicide", "child_self"} <= set(recognised(text="中学生です。学校がいやで死にたい"))


def test_one_sentence_of_despair_in_a_long_message_is_found():
    around = "ごみの収集日について教えてください。燃えるごみは月曜日ですか。粗大ごみの申し込みはどうすればいいですか。"
    assert "suicide" in recognised(text=f"{around * 3}もう生きていたくありません。死にたいです。{around * 3}")
    assert recognised(text=around * 6) == ()


@pytest.mark.parametrize("text", ["！？…", "", "\n", "a" * 8_000, "あ" * 8_000])
def test_nothing_but_signs_and_floods_is_harmless(text):
    assert recognised(text=text) == ()
