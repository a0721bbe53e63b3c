"""The road of an answer with a model that errs on demand: always an answer, a quote or a desk, always recorded."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assistants import answering
from assistants.answering import answer, prepare
from assistants.events import Ended, Quoted, Sentence, Sources
from assistants.models import Citation, RecordedTurn
from assistants.outcomes import ENDINGS, Family, Outcome
from assistants.stages import generate, record
from assistants.turn import Channel, Turn
from knowledge.public import Asker
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.models import Profile
from tenants.public import Town, in_town, open_chat
from tests.builders.documents import take_in
from tests.model_server import Behaviour, Fault, ModelServer
from tests.towns import test_town

LEAFLET = """# 粗大ごみの出し方

粗大ごみは、収集日の3日前までに環境課へ電話で申し込んでください。手数料は1点につき500円です。

# 犬の登録

犬を飼い始めたら、30日以内に住民課で登録してください。登録の手数料は3,000円です。
"""
ENDPOINT = {"name": "試験", "kind": "chat", "model": "test", "first_token_seconds": 2}
QUESTION = "粗大ごみはどうやって出しますか。手数料はいくらですか。"


@pytest.fixture
def furnished(committed_database: None) -> Town:
    """A town whose one document answers the question."""
    town = test_town(0)
    with in_town(town):
        open_chat()
        Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
        take_in(LEAFLET, name="gomi.md")
    return town


@pytest.fixture
def model(furnished: Town):
    """A model server as the town's endpoint."""
    BREAKER.forget(schema_name=furnished.schema_name)  # a drill before this one may have opened it
    with ModelServer() as server:
        with in_town(furnished):
            ModelEndpoint.objects.create(**ENDPOINT, base_url=server.url)
        yield server


def turn_of(town: Town, question: str = QUESTION, **values: object) -> Turn:
    return Turn(
        town=town, asker=Asker("residents"), channel=Channel.PAGE, question=question, now=timezone.localtime(), **values
    )


async def read(turn: Turn) -> list[object]:
    events = [event async for event in answer(turn)]
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's own connection
    return events


def ask(town: Town, question: str = QUESTION, **values: object) -> tuple[Turn, list[object]]:
    turn = turn_of(town, question, **values)
    return turn, asyncio.run(read(turn))


def recorded(turn: Turn) -> RecordedTurn:
    with in_town(turn.town):
        return RecordedTurn.objects.prefetch_related("citations").get(pk=turn.id)


def test_the_stages_are_these_in_this_order() -> None:
    assert [stage.__name__ for stage in answering.PREPARE] == [
        "notice_language", "check_limits", "look_first", "mask_personal_data", "listen_if_chosen", "screen",
        "find_words", "keep_words", "find_desk", "find_topic", "walk_or_offer", "answer_if_asked",
        "answer_if_it_fits", "admit_unknown", "keep_to_curated", "find_passages", "write_prompt",
    ]  # fmt: skip
    assert [stage.__name__ for stage in answering.DELIVER] == ["stream", "name_sources", "hold_unsupported"]


def test_a_model_answers_with_sources_that_are_copied_beside_the_record(model: ModelServer, furnished: Town) -> None:
    turn, events = ask(furnished)
    assert turn.outcome is Outcome.ANSWERED
    assert any(isinstance(event, Sentence) and "500円" in event.text for event in events)
    assert isinstance(events[-1], Ended)
    assert isinstance(events[-2], Sources)
    row = recorded(turn)
    assert row.outcome == "answered"
    assert "[[P1]]" in row.prompt
    with in_town(furnished):
        citation = row.citations.get()
        assert "500円" in citation.quote
        take_in(LEAFLET.replace("500円", "800円"), name="gomi.md")
        assert "500円" in Citation.objects.get(pk=citation.pk).quote


def test_without_a_model_the_towns_own_words_are_quoted(furnished: Town) -> None:
    turn, events = ask(furnished)
    assert turn.outcome is Outcome.QUOTED
    assert any(isinstance(event, Quoted) and "500円" in event.text for event in events)
    assert recorded(turn).prompt == ""


DRILLS = [
    Behaviour(fault=Fault.REFUSE),
    Behaviour(fault=Fault.DROP),
    Behaviour(fault=Fault.UNAUTHORIZED),
    Behaviour(fault=Fault.UNKNOWN_MODEL),
    Behaviour(fault=Fault.RATE_LIMITED, retry_after=30),
    Behaviour(fault=Fault.ERROR),
    Behaviour(fault=Fault.CUT),
    Behaviour(fault=Fault.CUT_HARD),
    Behaviour(fault=Fault.WRONG_JSON),
    Behaviour(fault=Fault.WRONG_SHAPE),
    Behaviour(fault=Fault.EMPTY),
    Behaviour(fault=Fault.HTML),
    Behaviour(first_seconds=30),
]


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: f"{drill.fault}{drill.first_seconds or ''}")
def test_an_outage_ends_in_a_quote_that_says_so(model: ModelServer, furnished: Town, drill: Behaviour) -> None:
    model.always(drill)
    turn, events = ask(furnished)
    assert turn.outcome is Outcome.QUOTED_MODEL_FAILED
    assert any(isinstance(event, Quoted) and "500円" in event.text for event in events)
    assert events[-1].sentence == str(ENDINGS[Outcome.QUOTED_MODEL_FAILED].sentence)
    assert recorded(turn).model_failed


@pytest.mark.parametrize("fault", [Fault.ENDLESS, Fault.STALL])
def test_a_model_that_does_not_end_is_left_at_the_deadline(
    model: ModelServer, furnished: Town, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "ANSWER_SECONDS", 2.0)
    model.always(Behaviour(fault=fault, word_seconds=0.02))
    turn, events = ask(furnished)
    assert ENDINGS[turn.outcome].family in {Family.QUOTED, Family.ANSWERED}
    assert isinstance(events[-1], Ended)
    assert recorded(turn).outcome == turn.outcome


def test_a_lie_is_withheld_and_kept_for_staff(model: ModelServer, furnished: Town) -> None:
    model.always(Behaviour(text="粗大ごみの手数料は1点につき900円です。[[P1]]"))
    turn, events = ask(furnished)
    assert not any(isinstance(event, Sentence) for event in events)
    assert turn.outcome is Outcome.NOT_SUPPORTED
    assert recorded(turn).withheld[0]["reason"] == "money"


def test_a_link_of_the_models_own_is_never_shown(model: ModelServer, furnished: Town) -> None:
    model.always(Behaviour(text="粗大ごみは https://evil.example/ から申し込めます。[[P1]]"))
    _turn, events = ask(furnished)
    assert "evil.example" not in str(events)


def test_half_a_sentence_at_the_limit_of_tokens_is_dropped(model: ModelServer, furnished: Town) -> None:
    model.always(Behaviour(fault=Fault.STOP_AT_LIMIT, after_words=2))
    turn, events = ask(furnished)
    assert not any(isinstance(event, Sentence) for event in events)
    assert isinstance(events[-1], Ended)
    assert recorded(turn).outcome == turn.outcome


def test_nothing_near_the_question_leads_to_the_desk(furnished: Town) -> None:
    turn, events = ask(furnished, "カレーのおいしい作り方は")
    assert turn.outcome in {Outcome.NOT_FOUND, Outcome.OFF_TOPIC}
    if turn.outcome is Outcome.NOT_FOUND:
        assert events[-1].desk.phone == "0999-90-1000"


def test_a_my_number_is_nowhere_in_the_database(furnished: Town) -> None:
    turn, events = ask(furnished, "マイナンバーは123456789018です。粗大ごみの出し方は？")
    assert turn.outcome is Outcome.MY_NUMBER_DISCARDED
    assert isinstance(events[-1], Ended)
    with in_town(furnished), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" x WHERE x::text LIKE %s', ["%123456789018%"])
            assert cursor.fetchone()[0] == 0, table


def test_personal_data_reaches_neither_the_model_nor_the_record(model: ModelServer, furnished: Town) -> None:
    turn, _events = ask(furnished, "山田太郎です。090-1234-5678に電話ください。粗大ごみの手数料は？")
    sent = str(model.seen[-1].body)
    assert "090-1234-5678" not in sent
    assert "090-1234-5678" not in recorded(turn).question


def test_a_reader_who_leaves_is_recorded(model: ModelServer, furnished: Town) -> None:
    model.always(Behaviour(word_seconds=0.05))
    turn = turn_of(furnished)

    async def leave() -> None:
        events: AsyncIterator[object] = answer(turn)
        async for event in events:
            if isinstance(event, Sentence):
                break
        await events.aclose()  # type: ignore[attr-defined]
        await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's own connection

    asyncio.run(leave())
    assert recorded(turn).outcome == Outcome.READER_LEFT


def test_preparing_and_recording_take_few_queries(town) -> None:
    open_chat()
    take_in(LEAFLET, name="gomi.md")
    prepare(turn_of(town))
    again = turn_of(town)
    with CaptureQueriesContext(connection) as captured:
        prepare(again)
    assert len(captured) <= 22, [each["sql"][:80] for each in captured]


def test_too_often_is_said_with_patience(furnished: Town) -> None:
    outcomes = []
    for _time in range(12):
        turn, _events = ask(furnished, "粗大ごみ", conversation_id=None)
        outcomes.append(turn.outcome)
    assert set(outcomes) == {Outcome.QUOTED}, "different conversations without a client key are not limited together"


def test_old_turns_do_not_count_against_the_rate(furnished: Town) -> None:
    first, _events = ask(furnished, "粗大ごみ")
    with in_town(furnished):
        RecordedTurn.objects.update(at=timezone.now() - timedelta(minutes=5))
    later, _events = ask(furnished, "粗大ごみ", conversation_id=first.conversation_id)
    assert later.outcome is Outcome.QUOTED


def lose_the_database(turn: Turn) -> None:
    """A stage during which the database ends this connection, as a fail-over does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("place", [0, 7, len(answering.PREPARE)], ids=["first", "before search", "after composing"])
def test_a_database_lost_before_the_answer_ends_with_the_desk_and_is_recorded(
    model: ModelServer, furnished: Town, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = (*answering.PREPARE[:place], lose_the_database, *answering.PREPARE[place:])
    monkeypatch.setattr(answering, "PREPARE", stages)
    turn, events = ask(furnished)
    assert turn.outcome is Outcome.FAILED
    assert events[-1].desk.phone == "0999-90-1000"
    assert recorded(turn).outcome == Outcome.FAILED


def test_a_database_lost_while_the_model_speaks_loses_nothing(model: ModelServer, furnished: Town) -> None:
    turn = turn_of(furnished)

    async def read_and_lose() -> list[object]:
        events = []
        async for event in answer(turn):
            if isinstance(event, Sentence):
                with contextlib.suppress(OperationalError):
                    await sync_to_async(lose_the_database)(turn)
            events.append(event)
        await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's own connection
        return events

    events = asyncio.run(read_and_lose())
    assert turn.outcome is Outcome.ANSWERED
    assert isinstance(events[-1], Ended)


def test_a_turn_that_cannot_be_recorded_is_still_answered_and_logged_without_its_words(
    model: ModelServer, furnished: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(record, "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(record, "_fields", lambda turn, _conversation: lose_the_database(turn))
    turn, events = ask(furnished)
    assert turn.outcome is Outcome.ANSWERED
    assert any(isinstance(event, Sentence) for event in events)
    logged = [entry for entry in caplog.records if entry.getMessage() == "a turn could not be recorded"]
    assert len(logged) == 2, "once more after a while, then given up"
    assert not any("粗大ごみ" in str(entry.__dict__) for entry in logged)
    assert "a turn is lost" in [entry.getMessage() for entry in caplog.records]
