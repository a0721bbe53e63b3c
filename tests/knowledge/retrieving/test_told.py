"""How much of a question a passage speaks of: the difference between near and beside the point."""

from datetime import date

import pytest

from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT, FoundPassage
from tests.builders import knowledge as build

TODAY = date(2026, 11, 24)
TEXTS = [
    ("図書館の開館時間", "図書館は午前9時から午後6時まで開いています。月曜日は休みです。"),
    ("町営プールの料金", "プールの料金は大人300円です。"),
    ("可燃ごみの日", "可燃ごみは月曜日と木曜日に集めます。"),
]


@pytest.fixture(autouse=True)
def knowledge(town) -> None:
    build.passages(of=build.document(), texts=TEXTS)


def best(question: str) -> FoundPassage:
    return find_passages(query=question, asker=RESIDENT, today=TODAY)[0]


def test_a_passage_that_says_all_of_it_tells_everything() -> None:
    found = best("図書館の開館時間は")
    assert found.told == pytest.approx(1.0)
    assert found.untold == ()


def test_a_service_that_the_town_has_not_is_named_as_untold() -> None:
    found = best("動物園の開館時間は")
    assert "動物" in found.untold
    assert found.told < 0.75


def test_frame_words_neither_help_nor_hurt() -> None:
    assert best("図書館の開館時間を教えてください").told == pytest.approx(best("図書館の開館時間").told)


def test_the_words_of_a_passage_come_with_it() -> None:
    assert {"図書", "開館", "時間"} <= best("図書館の開館時間").words
