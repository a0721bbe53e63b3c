"""Which topic a question belongs to, and what its gate lets through; no database."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from assistants.topics.classify import By, rest_of, topic_of
from assistants.topics.gate import Gate, Service, Why, gate_of
from assistants.topics.known import KnownTopic

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def topic(name: str = "税", **values: object) -> KnownTopic:
    facts = {
        "id": 1, "is_rest": False, "keywords": (), "examples": (), "section_ids": frozenset(), "bar_percent": 90,
        "least_questions": 2, "off_reason": "", "is_off": False, "measured_percent": Decimal("92.5"),
        "measured_questions": 10, "measured_at": NOW, "measured_as": "model", "stale": False,
    }  # fmt: skip
    return KnownTopic(name=name, **{**facts, **values})


TOPICS = (
    topic("税", id=1, keywords=("税", "所得証明"), section_ids=frozenset({5})),
    topic("子育て", id=2, keywords=("児童手当", "子ども"), examples=("小さい子を預かってくれるところ",)),
    topic("国保", id=3, keywords=("国民健康保険",), section_ids=frozenset({7})),
    topic("住民票", id=4, section_ids=frozenset({7})),
    topic("その他", id=9, is_rest=True),
)


@pytest.mark.parametrize(
    ("text", "section_id", "name", "by"),
    [
        ("子どもの国民健康保険の手続き", None, "国保", By.KEYWORD),
        ("児童手当の所得証明はどこで", None, "税", By.KEYWORD),
        ("窓口は何時までですか", 5, "税", By.SECTION),
        ("小さい子どもを預けたい", None, "子育て", By.KEYWORD),
        ("幼い子を預かる場所はありますか", None, "子育て", By.EXAMPLE),
    ],
)
def test_the_longest_word_then_the_desk_then_the_sense_decides(
    text: str, section_id: int | None, name: str, by: By
) -> None:
    found = topic_of(text=text, section_id=section_id, topics=TOPICS)
    assert found is not None
    assert (found.topic.name, found.by) == (name, by)


def test_a_desk_of_several_topics_and_words_of_none_decide_nothing() -> None:
    assert topic_of(text="こんにちは", section_id=7, topics=TOPICS) is None
    rest = rest_of(topics=TOPICS)
    assert rest is not None
    assert rest.topic.name == "その他"
    assert rest_of(topics=TOPICS[:-1]) is None


@pytest.mark.parametrize(
    ("values", "service", "why"),
    [
        ({}, Service.FREE, Why.MET),
        ({"measured_percent": Decimal("89.9")}, Service.CURATED, Why.BELOW),
        ({"measured_percent": Decimal("90.0")}, Service.FREE, Why.MET),
        ({"measured_questions": 1}, Service.CURATED, Why.TOO_FEW),
        ({"measured_as": "another"}, Service.CURATED, Why.OTHER_MODEL),
        ({"stale": True}, Service.CURATED, Why.STALE),
        ({"measured_at": None, "measured_percent": None}, Service.CURATED, Why.NOT_MEASURED),
        ({"bar_percent": None, "measured_at": None}, Service.FREE, Why.NO_BAR),
        ({"is_off": True, "bar_percent": None}, Service.OFF, Why.SWITCHED_OFF),
    ],
)
def test_the_gate_says_what_is_served_and_why(values: dict, service: Service, why: Why) -> None:
    assert gate_of(topic=topic(**values), served_as="model") == Gate(service, why)
