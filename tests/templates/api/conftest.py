"""A town that shares and the program of a neighbour that takes over; the neighbour is entered."""

import pytest

from tenants.public import Town
from tests.assistants.api.conftest import Caller

HERE = "/api/v1/library"
VALUES = {"町名": "甲野町", "窓口の電話": "0999-90-1002"}


@pytest.fixture
def home(towns: tuple[Town, Town]) -> Town:
    """The town that shares; the first one (`town`) has the program."""
    return towns[1]


@pytest.fixture
def caller(town: Town, people: object) -> Caller:
    """A program of the first town that may do everything."""
    return Caller(town)


def errors(answer) -> list[tuple[str, str, str | None]]:
    """Code, sentence and place of each error."""
    return [(one["code"], one["detail"], one["attr"]) for one in answer.json()["errors"]]
