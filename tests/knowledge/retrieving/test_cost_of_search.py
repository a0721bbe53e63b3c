"""How many queries a search takes, whatever the town holds."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.indexing.index_passages import index_passages
from knowledge.models import Passage
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from knowledge.retrieving.look_up import look_up
from tests.builders import knowledge as build

TODAY = date(2026, 11, 24)
PLACES = ["本郷", "上峰", "中里", "下田", "川原", "港", "浜", "山手", "駅前", "新町"]


def rows(count: int) -> list[tuple[str, str]]:
    return [
        (f"{PLACES[n % 10]}地区の{n}番目の催しは何ですか。", f"催し{n}は{n % 28 + 1}日です。") for n in range(count)
    ]


def queries_of(call) -> list[str]:
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return [each["sql"] for each in captured if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize("count", [1, 30])
def test_a_search_takes_four_queries(town, count: int) -> None:
    build.faq(of=build.document(kind="faq"), rows=rows(count))
    assert len(queries_of(lambda: find_passages(query="本郷地区の催し", asker=RESIDENT, today=TODAY))) == 4
    # One more where the answer is near: the town's own names, which a question may leave out.
    assert len(queries_of(lambda: match_faq(question="本郷地区の催し", asker=RESIDENT, today=TODAY))) <= 4
    assert len(queries_of(lambda: look_up(query="本郷地区の催し", asker=RESIDENT, today=TODAY))) <= 5


def test_words_nobody_knows_are_searched_at_the_same_cost(town) -> None:
    build.faq(of=build.document(kind="faq"), rows=rows(3))
    assert len(queries_of(lambda: find_passages(query="ゎゞ", asker=RESIDENT, today=TODAY))) <= 4
    assert find_passages(query="", asker=RESIDENT, today=TODAY) == ()
    assert find_passages(query="？！　", asker=RESIDENT, today=TODAY) == ()


def test_an_empty_town_finds_nothing(town) -> None:
    assert find_passages(query="ごみの日", asker=RESIDENT, today=TODAY) == ()
    assert match_faq(question="ごみの日", asker=RESIDENT, today=TODAY) is None


@pytest.mark.parametrize("count", [2, 120])
def test_indexing_takes_as_many_queries_for_few_passages_as_for_many(town, count: int) -> None:
    ids = build.passages(of=build.document(), texts=rows(count), index=False)
    with CaptureQueriesContext(connection) as captured:
        index_passages(passage_ids=ids)
    assert len(captured) <= 30
    assert Passage.objects.filter(lex__isnull=False).count() == count
