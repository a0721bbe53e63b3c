"""Fixtures of all tests: the network shut except loopback, a real PostgreSQL, two towns."""

import os
import uuid
from collections.abc import Iterator

import pytest
from pytest_socket import socket_allow_hosts

from tests import database

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_runtest_setup() -> None:
    """No test reaches beyond this machine."""
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(autouse=True)
def nowhere() -> None:
    """Each test starts outside of every town: a request of the one before may have entered one in this context."""
    from tenants.border.current import enter

    enter(None)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A PostgreSQL for tests: the one of YUIMACHI_TEST_DATABASE_URL, else an embedded one of this run."""
    given = os.environ.get("YUIMACHI_TEST_DATABASE_URL")
    if given:
        yield given
        return
    from yuimachi.embedded.public import testing_database

    with testing_database() as address:
        yield address.url


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker, database_url: str) -> Iterator[None]:
    """This worker's own copy of the template database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        database.connect_to(database_url)
        with database.copied_database(database_url, f"yuimachi_test_{worker}_{uuid.uuid4().hex[:8]}"):
            yield


@pytest.fixture
def towns(db: None):
    """The two towns, entered by nobody; for tests that enter themselves (async ones must)."""
    from tests.towns import test_town

    return test_town(0), test_town(1)


@pytest.fixture
def town(towns):
    """The first town, entered for the whole test (synchronous tests)."""
    from tenants.public import in_town

    with in_town(towns[0]):
        yield towns[0]


@pytest.fixture
def people(town):
    """The people of the first town."""
    from tests.towns import settle

    return settle(town)


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker, database_url: str) -> Iterator[None]:
    """A database of this test's own in which commits are real: for servers, workers, threads. Use instead of `db`."""
    with django_db_blocker.unblock(), database.copied_database(database_url, f"yuimachi_own_{uuid.uuid4().hex[:8]}"):
        yield
