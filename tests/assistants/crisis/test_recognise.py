"""Distress is recognised in many wordings, and words that only look like it are not."""

import pytest

from assistants.crisis.recognise import recognised
from assistants.models import Hotline
from tests.assistants.crisis.measure import SET, measure, messages

UNSEEN = SET.with_name("crisis_unseen.csv")


@pytest.mark.parametrize("path", [SET, UNSEEN], ids=["first set", "second set"])
def test_recall_and_false_alarms_meet_the_bar(path):
    found = measure(path)
    assert found.recall >= 0.98, found.missed
    assert found.false_alarm <= 0.03, found.false_alarms
    assert not found.other_kind


def test_the_set_is_large_enough():
    rows = messages()
    assert sum(kind != "none" for kind, _text in rows) >= 150
    assert sum(kind == "none" for kind, _text in rows) >= 150


def test_every_kind_of_the_rules_is_a_kind_of_hotline():
    kinds = {kind for _kind, text in messages() for kind in recognised(text=text)}
    assert kinds <= set(Hotline.Kind.values)


def test_a_young_person_in_despair_gets_the_childrens_line_too():
    assert {"suicide", "child_self"} <= set(recognised(text="中学生です。学校がいやで死にたい"))


def test_nothing_but_signs_is_harmless():
    assert recognised(text="！？…") == ()
