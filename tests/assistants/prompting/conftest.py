"""A clerk of the first town, a template with one field of each common type, a model server."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from assistants.models import PromptTemplate, Scope
from assistants.prompting.content import content_of
from assistants.prompting.write import make_template
from audit_log.public import SYSTEM
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.models import Person
from tenants.public import Town
from tests.assistants.prompting.test_format import PLAIN
from tests.model_server import ModelServer
from tests.towns import People, test_town


@pytest.fixture
def towns(request: pytest.FixtureRequest) -> tuple[Town, Town]:
    """With a model a database of the test's own: its use is recorded on a connection outside of any transaction."""
    request.getfixturevalue("committed_database" if "model" in request.fixturenames else "db")
    return test_town(0), test_town(1)


@pytest.fixture
def sit(town: Town) -> Callable[[Person], Client]:
    """Signs a person in."""

    def sat(person: Person) -> Client:
        client = Client(HTTP_HOST=town.host)
        client.force_login(person)
        return client

    return sat


@pytest.fixture
def clerk(sit: Callable[[Person], Client], people: People) -> Client:
    """The member of the residents' section."""
    return sit(people.member)


@pytest.fixture
def template(town: Town) -> PromptTemplate:
    """PLAIN, for the whole town."""
    content = content_of(plain=PLAIN)
    return make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=SYSTEM, now=timezone.now())


@pytest.fixture
def model(town: Town) -> Iterator[ModelServer]:
    """A model that the town has set up."""
    BREAKER.forget(schema_name=town.schema_name)
    with ModelServer() as server:
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=server.url)
        yield server
