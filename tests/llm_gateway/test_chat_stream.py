"""The stream machine against a real server: what arrives, what is sent, what is counted."""

import asyncio
import contextlib
import gc
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal
from types import AsyncGeneratorType

import pytest

from llm_gateway.public import (
    ChatMessage,
    Delta,
    Finished,
    FinishReason,
    Flavour,
    ModelFailed,
    NotConfigured,
    Price,
    WrongTown,
    chat_stream,
    recordings_finished,
)
from tests.llm_gateway.builders import endpoint, masked, question, read, route, route_of
from tests.model_server import Behaviour, Fault

pytestmark = pytest.mark.usefixtures("clean_loop")
LONG = "お問い合わせは、住民課の窓口でお受けします。" * 20


async def test_the_answer_arrives_in_order_and_whole(server, recorded) -> None:
    server.always(Behaviour(text="粗大ごみは、電話で申し込んでください。"))
    text, finished = await read(question(), route_of(server), recorded)
    assert text == "粗大ごみは、電話で申し込んでください。"
    assert finished.reason is FinishReason.STOP
    assert (finished.endpoint_name, finished.model) == ("試験", "test-chat")


async def test_a_call_is_counted_once_with_the_providers_figures(server, recorded) -> None:
    server.always(Behaviour(text="はい。", first_seconds=0.05))
    price = Price(
        tokens_in=Decimal(100),
        tokens_cached=Decimal(50),
        tokens_out=Decimal(400),
        currency="USD",
        yen_rate=Decimal(150),
    )
    await read(question("あいうえおかきくけこ"), route_of(server, price=price), recorded)
    (event,) = recorded.events
    assert (event.tokens_in, event.tokens_cached, event.tokens_out, event.estimated) == (10, 5, 3, False)
    assert event.cost_yen == (5 * 100 + 5 * 50 + 3 * 400) * Decimal(150) / 1_000_000
    assert (event.outcome, event.feature, event.channel) == ("ok", "resident_answer", "page")
    assert (event.section_id, event.person_id, event.turn_id) == (3, 7, "turn-1")
    assert 50 <= event.first_token_ms <= event.total_ms


async def test_without_figures_the_usage_is_estimated_and_says_so(server, recorded) -> None:
    server.always(Behaviour(text="はい。abcd", usage=False))
    _text, finished = await read(question("ごみ"), route_of(server), recorded)
    (event,) = recorded.events
    assert event.estimated
    assert finished.estimated
    assert (event.tokens_in, event.tokens_out) == (2, 4)


async def test_the_request_carries_model_key_limit_and_messages(server, recorded) -> None:
    messages = (ChatMessage("system", masked("決まり")), ChatMessage("user", masked("質問")))
    await read(question(messages=messages, max_output_tokens=50), route_of(server, max_output_tokens=200), recorded)
    sent = server.seen[0]
    assert sent.body["messages"] == [{"role": "system", "content": "決まり"}, {"role": "user", "content": "質問"}]
    assert (sent.body["max_tokens"], sent.body["temperature"], sent.body["model"]) == (50, 0.0, "test-chat")
    assert sent.headers["authorization"] == "Bearer sk-test"


async def test_the_endpoints_own_limit_of_tokens_is_never_exceeded(server, recorded) -> None:
    await read(question(max_output_tokens=5000), route_of(server, max_output_tokens=200), recorded)
    assert server.seen[0].body["max_tokens"] == 200


async def test_azure_is_addressed_by_deployment_and_its_own_header(server, recorded) -> None:
    way = route_of(
        server, base_url=server.url.removesuffix("/v1"), flavour=Flavour.AZURE, api_version="2024-10-21", model="dep1"
    )
    await read(question(), way, recorded)
    assert server.seen[0].path == "/openai/deployments/dep1/chat/completions"
    assert server.seen[0].headers["api-key"] == "sk-test"


async def test_parameters_that_a_model_refuses_are_learned(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.NO_MAX_TOKENS, text="はい。"))
    text, _finished = await read(question(), route_of(server, model="newer-model"), recorded)
    assert text == "はい。"
    await read(question(), route_of(server, model="newer-model"), recorded)
    assert len(server.seen) == 4  # two refusals, then right at once
    assert "max_completion_tokens" in server.seen[-1].body
    assert recorded.outcomes == ["ok", "ok"]


async def test_many_that_learn_at_once_all_get_their_answer(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.NO_MAX_TOKENS, text="はい。"))
    asked = [read(question(), route_of(server, model="newest-model"), recorded) for _number in range(20)]
    assert {text for text, _finished in await asyncio.gather(*asked)} == {"はい。"}
    assert recorded.outcomes == ["ok"] * 20


async def test_an_answer_at_the_limit_of_tokens_says_that_it_is_not_whole(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.STOP_AT_LIMIT, text=LONG))
    _text, finished = await read(question(), route_of(server), recorded)
    assert finished.reason is FinishReason.LENGTH


async def test_thoughts_are_not_shown_but_counted(server, recorded) -> None:
    server.always(Behaviour(text="はい。", thoughts=5, usage=False))
    text, _finished = await read(question(), route_of(server), recorded)
    assert text == "はい。"
    assert recorded.events[0].tokens_out == 5 * 3 + 3


async def test_white_space_before_the_first_word_is_no_word(server, recorded) -> None:
    server.always(Behaviour(text="\n\n  はい。"))
    text, _finished = await read(question(), route_of(server), recorded)
    assert text == "はい。"


async def test_a_reader_who_leaves_is_counted_once_and_the_model_is_stopped(server, recorded) -> None:
    server.always(Behaviour(text=LONG, word_seconds=0.02))
    stream = chat_stream(request=question(), route=route_of(server), record=recorded)
    async for _event in stream:
        break
    await stream.aclose()
    (event,) = recorded.events
    assert event.outcome == "abandoned"
    assert event.estimated
    assert 0 < event.tokens_out < len(LONG)
    assert event.tokens_in > 0
    await asyncio.sleep(0.2)
    assert server.seen[0].closed_early


async def test_a_cancelled_reader_is_counted_once(server, recorded) -> None:
    server.always(Behaviour(text=LONG, word_seconds=0.02))
    task = asyncio.create_task(read(question(), route_of(server), recorded))
    await asyncio.sleep(0.2)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await recordings_finished()
    assert recorded.outcomes == ["abandoned"]


async def test_a_stream_that_is_merely_dropped_is_counted_once_and_in_its_own_town(server) -> None:
    town: ContextVar[str] = ContextVar("town", default="none")
    seen: list[str] = []

    def record(*, event: object) -> None:
        seen.append(town.get())

    held: list[object] = []

    async def start() -> None:
        town.set("a")
        stream = chat_stream(request=question(), route=route_of(server), record=record)
        held.append(stream)
        async for _event in stream:
            break

    server.always(Behaviour(text=LONG, word_seconds=0.01))
    town.set("b")
    await asyncio.create_task(start())
    held.clear()  # never closed: the loop's finaliser does it, in the context that is current here
    for _turn in range(50):
        await asyncio.sleep(0.02)
        await recordings_finished()
        if seen:
            break
    assert seen == ["a"]


async def test_a_recorder_that_is_slow_does_not_lose_the_event_of_a_cancelled_reader(server) -> None:
    import time

    seen: list[str] = []

    def slow(*, event) -> None:
        time.sleep(0.2)
        seen.append(event.outcome)

    server.always(Behaviour(text=LONG, word_seconds=0.02))
    task = asyncio.create_task(read(question(), route_of(server), slow))
    await asyncio.sleep(0.15)
    task.cancel()
    await asyncio.sleep(0.02)
    task.cancel()  # once more, while it is recording
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await recordings_finished()
    assert seen == ["abandoned"]


@pytest.mark.parametrize("fault", [Fault.GOOD, Fault.REFUSE_LATE, Fault.WRONG_SHAPE, Fault.ENDLESS])
async def test_no_generator_of_the_client_is_left_to_the_garbage_collector(server, recorded, fault) -> None:
    server.always(Behaviour(fault=fault, text=LONG))
    with contextlib.suppress(ModelFailed):
        async with contextlib.aclosing(
            chat_stream(request=question(), route=route_of(server), record=recorded)
        ) as all_:
            async for _event in all_:
                if fault is Fault.GOOD:
                    break
    left = [each for each in gc.get_objects() if type(each) is AsyncGeneratorType and each.ag_frame is not None]
    assert [each.__qualname__ for each in left if each.__qualname__.startswith(("Response.", "AsyncStream."))] == []


async def test_nothing_is_sent_before_the_stream_is_read(server, recorded) -> None:
    chat_stream(request=question(), route=route_of(server), record=recorded)
    assert server.seen == []
    assert recorded.events == []


async def test_an_empty_route_is_not_configured(recorded) -> None:
    with pytest.raises(NotConfigured):
        await read(question(), route(), recorded)


async def test_a_route_of_another_town_is_refused(server, recorded) -> None:
    way = replace(route_of(server), schema_name="town_of_others")
    with pytest.raises(WrongTown):
        await read(question(), way, recorded)
    assert server.seen == []


def test_plain_text_is_refused() -> None:
    with pytest.raises(TypeError, match="MaskedText"):
        ChatMessage("user", "まだ伏せていない文章")


async def test_the_next_endpoint_answers_when_the_first_fails_before_its_first_word(server, recorded) -> None:
    first = endpoint(server, name="一番", model="test:unauthorized")
    second = endpoint(server, name="二番")
    _text, finished = await read(question(), route(first, second), recorded)
    assert finished.endpoint_name == "二番"
    assert [(event.endpoint_name, event.outcome) for event in recorded.events] == [("一番", "auth"), ("二番", "ok")]


async def test_after_the_first_word_no_other_endpoint_is_asked(server, recorded) -> None:
    way = route(endpoint(server, model="test:cut"), endpoint(server))
    with pytest.raises(ModelFailed) as failed:
        await read(question(LONG), way, recorded)
    assert failed.value.after_first_token
    assert len(server.seen) == 1


async def test_a_hundred_parallel_streams_do_not_mix(server, recorded) -> None:
    async def one(number: int) -> bool:
        asked = question(f"[[P1]] 番号{number}の答えです。\n\n[[Q]] 番号{number}は？")
        text, _finished = await read(asked, route_of(server), recorded)
        return text == f"番号{number}の答えです。[[P1]]"

    server.always(Behaviour(word_seconds=0.02))
    assert all(await asyncio.gather(*(one(number) for number in range(100))))
    assert recorded.outcomes == ["ok"] * 100


async def test_cookies_of_a_provider_are_not_kept(server, recorded) -> None:
    way = route_of(server)
    await read(question(), way, recorded)
    await read(question(), way, recorded)
    assert "cookie" not in server.seen[1].headers


async def test_events_are_frozen(server) -> None:
    with pytest.raises(AttributeError):
        Delta("a").text = "b"
    assert Finished.__slots__
