"""A model server for each test, and a gateway that has no memory of the last one."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections

from llm_gateway.breaker import BREAKER
from llm_gateway.entered_town import entered_schema
from llm_gateway.public import close_clients, recordings_finished
from tests.llm_gateway.builders import Recorded
from tests.model_server import ModelServer


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A well-behaved model server."""
    BREAKER.forget(schema_name=entered_schema())
    with ModelServer() as running:
        yield running


@pytest.fixture
def recorded() -> Recorded:
    """Takes the usage events instead of the database."""
    return Recorded()


@pytest_asyncio.fixture
async def clean_loop() -> AsyncIterator[None]:
    """Closes what the gateway holds in this test's event loop."""
    yield
    await recordings_finished()
    await close_clients()
    await sync_to_async(connections.close_all)()  # the thread outlives the test and its database
