"""Event stream, over a real uvicorn on loopback."""

import asyncio
import logging

import httpx
import pytest

from tests.web import streams
from tests.web.conftest import served
from web.event_stream import ServerEvent, encode, json_event

pytestmark = pytest.mark.usefixtures("frame_only")


async def read(url: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=10) as client:
        return await client.get(url)


def test_an_event_of_several_lines_keeps_each_line_a_data_line():
    assert encode(event=ServerEvent(event="word", data="一\n二\r\n三\r四")) == (
        "event: word\ndata: 一\ndata: 二\ndata: 三\ndata: 四\n\n".encode()
    )


def test_an_event_without_data_still_reaches_the_reader():
    assert encode(event=ServerEvent(event="done")) == b"event: done\ndata: \n\n"


def test_id_and_retry_stand_before_the_data():
    assert encode(event=ServerEvent(event="a", data="b", event_id="7", retry_ms=500)) == (
        b"id: 7\nretry: 500\nevent: a\ndata: b\n\n"
    )


@pytest.mark.parametrize("bad", [ServerEvent(event="a\ndata: x"), ServerEvent(event="a", event_id="1\r2")])
def test_a_line_break_in_type_or_id_is_refused(bad):
    with pytest.raises(ValueError, match="one line"):
        encode(event=bad)


def test_json_stays_on_one_line_and_readable():
    assert json_event(event="cite", data={"題": "一\n二"}).data == '{"題":"一\\n二"}'


async def test_the_reader_gets_every_event_and_headers_against_buffering():
    async with served() as address:
        response = await read(f"{address}/stream/words/")
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    assert "data: 一行目\ndata: 二行目\n\n" in response.text
    assert f"event: number\ndata: {response.headers['x-request-id']}\n\n" in response.text


async def test_a_comment_keeps_the_line_open_while_the_model_thinks():
    async with served() as address:
        response = await read(f"{address}/stream/slow/")
    assert response.text.count(": keep-alive\n\n") >= 3
    assert response.text.endswith("event: word\ndata: はい\n\n")


async def test_a_reader_who_leaves_ends_the_source_which_finishes_its_last_work_in_its_own_context():
    streams.ended["endless"] = asyncio.Event()
    streams.notes.clear()
    async with served() as address, httpx.AsyncClient(timeout=10) as client:
        async with client.stream("GET", f"{address}/stream/endless/") as response:
            async for line in response.aiter_lines():
                if line.startswith("data: 雲居町"):
                    break
        await asyncio.wait_for(streams.ended["endless"].wait(), timeout=10)
    assert streams.notes == ["recorded in 雲居町"]
    assert streams.place.get() == "nowhere"


async def test_a_source_that_fails_tells_the_reader_the_number_that_stands_in_the_log(caplog):
    with caplog.at_level(logging.ERROR, logger="web.event_stream"):
        async with served() as address:
            response = await read(f"{address}/stream/failing/")
    assert "event: word\ndata: はい\n\n" in response.text
    assert f'event: error\ndata: {{"reference":"{response.headers["x-request-id"]}"}}\n\n' in response.text
    assert "the model broke off" in caplog.text


async def test_last_work_that_fails_after_the_reader_left_is_in_the_log(caplog):
    with caplog.at_level(logging.ERROR, logger="web.event_stream"):
        async with served() as address, httpx.AsyncClient(timeout=10) as client:
            async with client.stream("GET", f"{address}/stream/failing-late/") as response:
                await anext(response.aiter_lines())
            for _ in range(500):
                if caplog.records:
                    break
                await asyncio.sleep(0.02)
    assert "could not be recorded" in caplog.text


async def test_many_readers_at_once_each_get_their_own_number():
    async with served() as address:
        responses = await asyncio.gather(*(read(f"{address}/stream/words/") for _ in range(30)))
    numbers = {response.headers["x-request-id"] for response in responses}
    assert len(numbers) == 30
    assert all(f"data: {response.headers['x-request-id']}\n" in response.text for response in responses)


@pytest.mark.usefixtures("committed_database")
async def test_a_stream_holds_no_database_connection():
    async with served() as address:
        response = await read(f"{address}/stream/after-query/")
    assert response.headers["x-held-before"] == "True"
    assert "event: held\ndata: False\n\n" in response.text
