"""The first town is entered, with an edition of its own and one of its neighbour's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from templates.models import Edition
from tenants.public import Town
from tests.builders.library import edition, prompt_content
from tests.model_server import ModelServer
from tests.towns import test_town

CASES = [
    {"inputs": {"催しの名前": "夏まつり"}, "must": ["夏まつり"], "must_not": ["無料"]},
    {"inputs": {"催しの名前": "秋の市"}, "must": ["秋の市", "{{町名}}"]},
]


@pytest.fixture
def towns(request: pytest.FixtureRequest) -> tuple[Town, Town]:
    """With a model a database of the test's own: its use is recorded on a connection outside of any transaction."""
    request.getfixturevalue("committed_database" if "model" in request.fixturenames else "db")
    return test_town(0), test_town(1)


@pytest.fixture
def released(towns: tuple[Town, Town]) -> Callable[..., Edition]:
    """A prompt with two cases, released by a town (index)."""

    def made(of: int, cases: list[dict[str, Any]] | None = None, **more: Any) -> Edition:
        content = prompt_content(**more)
        return edition(content=_with(content, CASES if cases is None else cases), by=towns[of])

    return made


@pytest.fixture
def model(town: Town) -> Iterator[ModelServer]:
    """A model that the town has set up."""
    BREAKER.forget(schema_name=town.schema_name)
    with ModelServer() as server:
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=server.url)
        yield server


def _with(content: Any, cases: list[dict[str, Any]]) -> Any:
    return replace(content, body={**content.body, "cases": cases} if cases else content.body)
