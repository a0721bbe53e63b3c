"""Two furnished towns for a module of tests of the residents' doors."""

from collections.abc import Iterator

import pytest

from tenants.public import Town
from tests.channels import emptied, furnished_database


@pytest.fixture(scope="module")
def doors(django_db_setup: None, django_db_blocker, database_url: str) -> Iterator[None]:
    """Two furnished towns; commits are real."""
    with django_db_blocker.unblock(), furnished_database(database_url):
        yield


@pytest.fixture
def two(doors: None) -> tuple[Town, Town]:
    """Both towns, with nothing said in them yet."""
    return emptied(0), emptied(1)
