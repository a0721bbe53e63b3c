"""Streams of two towns on the server as it is served: nothing is mixed, and no stream holds a database connection."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from assistants.models import RecordedTurn
from tenants.models import Profile
from tenants.public import Town, in_town, open_chat
from tests.builders.documents import take_in
from tests.model_server import Behaviour, ModelServer
from tests.towns import test_town
from tests.walls.streaming_server import POOL, ask, get, served

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_database")]
QUESTION = "粗大ごみの手数料はいくらですか"
FEES = ("511円", "877円")
STREAMS = 200
WORKERS = 2


@pytest.fixture
def furnished() -> tuple[Town, Town]:
    """Two towns that answer the same question differently."""
    towns = (test_town(0), test_town(1))
    for town, fee in zip(towns, FEES, strict=True):
        with in_town(town):
            open_chat()
            Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
            take_in(f"# 粗大ごみの手数料\n\n{town.name}の粗大ごみの手数料は1点につき{fee}です。\n", name="gomi.md")
    return towns


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def port(furnished: tuple[Town, Town], model: ModelServer, database_url: str) -> Iterator[int]:
    database = make_conninfo(database_url, dbname=str(connection.settings_dict["NAME"]))
    connection.close()
    with served(database=database, model_url=model.url) as found:
        yield found


def test_two_hundred_interleaved_streams_of_two_towns_are_not_mixed(
    furnished: tuple[Town, Town], model: ModelServer, port: int
) -> None:
    model.always(Behaviour(word_seconds=0.02))

    def resident(number: int) -> tuple[int, str]:
        which = number % 2
        return which, ask(port=port, host=furnished[which].host, question=QUESTION, number=number)

    with ThreadPoolExecutor(50) as pool:
        streams = list(pool.map(resident, range(STREAMS)))
    for which, text in streams:
        assert "event: ended" in text
        assert FEES[which] in text
        assert FEES[1 - which] not in text
        assert furnished[1 - which].name not in text
    for town in furnished:
        with in_town(town):
            assert RecordedTurn.objects.count() == STREAMS // 2


def test_streams_hold_no_connection_while_the_model_speaks(
    furnished: tuple[Town, Town], model: ModelServer, port: int, database_url: str
) -> None:
    count = 4 * POOL
    begun = threading.Barrier(count + 1, timeout=60)
    asked_meanwhile = threading.Event()
    text = f"{furnished[0].name}の粗大ごみの手数料は1点につき{FEES[0]}です。[[P1]]"
    model.always(Behaviour(text=text * 40, word_seconds=0.2))

    def resident(number: int) -> bool:
        """Whether the stream was still open when the others had been looked at."""
        first = threading.Event()

        def at_first() -> None:
            if not first.is_set():
                first.set()
                begun.wait()

        ask(port=port, host=furnished[0].host, question=QUESTION, number=number, at_first=at_first)
        return asked_meanwhile.is_set()

    with ThreadPoolExecutor(count) as pool:
        streams = [pool.submit(resident, number) for number in range(count)]
        begun.wait()
        pages = [get(port=port, host=furnished[0].host, path="/chat/")[0] for _ in range(WORKERS * 3)]
        busy = _busy(make_conninfo(database_url), str(connection.settings_dict["NAME"]))
        asked_meanwhile.set()
        assert all(stream.result() for stream in streams), "the pages were answered while every stream was open"
    assert pages == [200] * len(pages)
    assert busy == 0, "connections inside of a transaction while the model speaks"


def _busy(server: str, database: str) -> int:
    with psycopg.connect(server, autocommit=True) as looking:
        found = looking.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state LIKE 'idle in transaction%%'",
            [database],
        ).fetchone()
    return int(found[0]) if found else 0
