"""A call is counted in the town that made it, by the real recorder in the real database."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from audit_log.public import SYSTEM
from llm_gateway import public as gateway
from llm_gateway.public import EndpointKind, EndpointValues, Feature, chat_stream, load_route, recordings_finished
from metering.models import UsageEvent
from tenants.public import in_town
from tests.llm_gateway.builders import question
from tests.model_server import Behaviour
from tests.towns import test_town

pytestmark = pytest.mark.usefixtures("committed_database")
LONG = "お問い合わせは、住民課の窓口でお受けします。" * 20


def _set_up(town, server):
    with in_town(town):
        gateway.save_endpoint(
            values=EndpointValues(name=town.name, kind=EndpointKind.CHAT, base_url=server.url, model="test-chat"),
            actor=SYSTEM,
            now=timezone.now(),
        )
        return load_route(feature=Feature.RESIDENT_ANSWER)


def _counted(town) -> list[tuple[str, str]]:
    with in_town(town):
        return list(UsageEvent.objects.order_by("id").values_list("endpoint_name", "outcome"))


async def test_interleaved_streams_of_two_towns_are_counted_each_at_home(server, clean_loop) -> None:
    towns = [await sync_to_async(test_town)(number) for number in (0, 1)]
    ways = [await sync_to_async(_set_up)(town, server) for town in towns]
    server.always(Behaviour(text=LONG, word_seconds=0.005))

    async def one(number: int, *, leave: bool) -> None:
        with in_town(towns[number]):
            stream = chat_stream(request=question(), route=ways[number])
            async for _event in stream:
                if leave:
                    break

    await asyncio.gather(*(one(turn % 2, leave=turn % 3 == 0) for turn in range(12)))
    await asyncio.sleep(0.1)
    await recordings_finished()
    for town in towns:
        counted = await sync_to_async(_counted)(town)
        assert {name for name, _outcome in counted} == {town.name}
        assert sorted(outcome for _name, outcome in counted) == ["abandoned"] * 2 + ["ok"] * 4


def test_a_connection_test_is_counted(server) -> None:
    town = test_town(0)
    route = _set_up(town, server)
    with in_town(town):
        assert gateway.test_connection(endpoint=route.endpoints[0]).ok
    assert _counted(town) == [(town.name, "ok")]


async def test_a_database_that_is_down_does_not_take_the_answer_with_it(server, clean_loop, caplog) -> None:
    from django.db import OperationalError

    def down(*, event) -> None:
        raise OperationalError("no connection")

    town = await sync_to_async(test_town)(0)
    route = await sync_to_async(_set_up)(town, server)
    with in_town(town):
        events = [event async for event in chat_stream(request=question(), route=route, record=down)]
    assert type(events[-1]).__name__ == "Finished"
    assert "usage event not recorded" in caplog.text
