"""A database that is slow or away: the reader gets the desk in time, and the turn is recorded when that can be."""

import asyncio
import time
from dataclasses import replace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from assistants import answering, database_hop
from assistants.database_hop import HopTooLong
from assistants.models import Conversation, RecordedTurn
from assistants.outcomes import Outcome
from assistants.stages import guard, record
from assistants.turn import Turn
from tenants.public import Town, in_town
from tests.assistants.test_answering import ask, furnished, model, read, recorded, turn_of

__all__ = ["furnished", "model"]  # fixtures


def sleep_in_the_database(turn: Turn) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")


def many_small_waits(turn: Turn) -> None:
    for _time in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.05)")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of a reader, a tenth as long."""
    monkeypatch.setattr(answering, "PREPARE_SECONDS", 0.6)
    monkeypatch.setattr(database_hop, "STATEMENT_SECONDS", 0.3)
    monkeypatch.setattr(record, "RETRY_SECONDS", 0.0)


@pytest.mark.parametrize("slow", [sleep_in_the_database, many_small_waits])
def test_a_slow_database_ends_with_the_desk_within_the_bound_and_is_recorded(
    model: object, furnished: Town, impatient: None, slow: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PREPARE", (*answering.PREPARE[:4], slow, *answering.PREPARE[4:]))
    began = time.monotonic()
    turn, events = ask(furnished)
    assert time.monotonic() - began < 5
    assert turn.outcome is Outcome.FAILED
    assert events[-1].desk.phone == "0999-90-1000"
    assert recorded(turn).outcome == Outcome.FAILED


def test_when_the_database_is_away_the_desk_is_the_one_it_last_named(
    model: object, furnished: Town, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(furnished)
    monkeypatch.setattr(answering, "PREPARE", (sleep_in_the_database,))

    def away() -> None:
        raise OperationalError("away")

    monkeypatch.setattr(answering, "main_desk", away)
    turn, events = ask(furnished)
    assert turn.outcome is Outcome.FAILED
    assert events[-1].desk.phone == "0999-90-1000"


def test_a_turn_that_could_not_be_recorded_is_recorded_a_moment_later(
    model: object, furnished: Town, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, tries = record._fields, []

    def once_away(turn: Turn, conversation: Conversation) -> dict[str, object]:
        tries.append(turn)
        if len(tries) == 1:
            sleep_in_the_database(turn)
        return plain(turn, conversation)

    monkeypatch.setattr(record, "_fields", once_away)
    turn, _events = ask(furnished)
    assert len(tries) == 2
    assert recorded(turn).outcome == turn.outcome
    assert recorded(turn).conversation_id == turn.conversation_id


def test_the_limit_ends_with_the_block(town: Town) -> None:
    def limit() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return str(cursor.fetchone()[0])

    before = limit()
    with database_hop.database_hop(seconds=2.0):
        assert limit() == "2s"
    assert limit() == before
    with database_hop.database_hop(seconds=0.001):
        time.sleep(0.002)
        with pytest.raises(HopTooLong):
            limit()


def test_refusals_of_one_client_are_one_row_an_hour(furnished: Town) -> None:
    now = timezone.localtime()

    def outcome_at(minute: int) -> Outcome | None:
        made = replace(turn_of(furnished), now=now.replace(minute=minute, second=0), notes={"client_key": "abc"})

        asyncio.run(read(made))
        return made.outcome

    with in_town(furnished):
        RecordedTurn.objects.all().delete()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "TURNS_A_MINUTE_OF_A_CLIENT", 1)
        found = [outcome_at(minute) for minute in (1, 1, 1, 1, 2, 2)]
    assert found.count(Outcome.TOO_OFTEN) == 4
    with in_town(furnished):
        assert RecordedTurn.objects.filter(outcome="too_often").count() == 1
        assert RecordedTurn.objects.exclude(outcome="too_often").count() == 2
