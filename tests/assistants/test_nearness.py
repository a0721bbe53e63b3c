"""What was found counts as near only when it speaks of what the question is about."""

from dataclasses import replace

import pytest

from assistants.nearness import is_near, nearest_first, subject_words
from knowledge.public import FoundPassage
from tests.assistants.verifying.material import passage

PASSAGE = passage("体育館は電話で予約できます。", title="施設の予約")


def found(*, score: float, told: float, untold: tuple[str, ...] = (), words: tuple[str, ...] = ()) -> FoundPassage:
    return replace(PASSAGE, score=score, told=told, untold=untold, words=frozenset(words))


@pytest.mark.parametrize(
    ("question", "score", "told", "untold", "near"),
    [
        ("天文台は予約できますか", 5.4, 0.56, ("天文",), False),
        ("体育館は予約できますか", 5.4, 0.9, (), True),
        ("体育館は予約できますか", 3.0, 0.9, (), True),
        ("体育館は予約できますか", 2.0, 0.9, (), False),
        ("軽い運動ができる所はありますか", 6.0, 0.2, (), False),
        ("納屋を取り壊したら届け出がいりますか", 7.8, 0.75, ("納屋",), True),
        ("手続きの手数料はいくらですか", 5.4, 0.5, ("手数", "幾ら"), True),
    ],
)
def test_a_subject_that_is_not_spoken_of_weighs_against_a_passage(question, score, told, untold, near):
    subjects = subject_words(text=question, town="若葉野町")
    assert is_near(passage=found(score=score, told=told, untold=untold), subjects=subjects) is near


def test_the_passage_that_names_more_of_the_question_stands_first():
    subjects = subject_words(text="体育館の予約", town="若葉野町")
    less = found(score=6.0, told=0.7, words=("予約",))
    more = found(score=5.5, told=0.9, words=("予約", "体育"))
    assert nearest_first(passages=(less, more), subjects=subjects)[0] is more


def test_the_towns_own_name_times_and_short_endings_are_no_subjects():
    assert subject_words(text="若葉野町の今日の体育館", town="若葉野町") == {"体育"} | (
        subject_words(text="体育館", town="若葉野町")
    )
