"""Generated from the URL map: with a key of one town nothing of the other is readable, writable or inferable."""

import uuid
from http import HTTPStatus
from typing import Any

import pytest

from tenants.api.guarding import scope_of
from tenants.issuing_keys.scopes import Scope
from tenants.public import Town, in_town
from tests.assistants.api.conftest import Caller
from tests.walls.addresses import Address
from tests.walls.keyed_doors import DOORS, methods_of, view_of
from tests.walls.specimens import SECRET, SPECIMENS, contents, far_ids

NOWHERE = {"int": 999_999_999, "uuid": uuid.UUID(int=9), "str": "x:y:z"}
# Bodies that get past the reading of the input, so that the row behind the blank is asked for.
BODIES: list[dict[str, Any]] = [
    {},
    {
        "edition": str(uuid.UUID(int=9)), "token": "x", "policy": "ask", "text": "x", "place": "body/title",
        "question": "x", "message": "x", "consents": True, "decisions": [], "title": "題", "kind": "desk",
    },
]  # fmt: skip


@pytest.fixture
def two_towns(towns: tuple[Town, Town]) -> tuple[Town, Town]:
    """Home, and the other town whose rows have ids that home does not."""
    with in_town(towns[1]):
        far_ids()
    return towns


def _calls(caller: Caller, address: Address, path: str) -> list[Any]:
    found = []
    for method in methods_of(view_of(address)):
        for body in BODIES if method != "get" else [None]:
            found.append(caller.call(method, path, body))
    return found


@pytest.mark.parametrize("address", [one for one in DOORS if one.blanks], ids=str)
def test_the_other_towns_row_answers_like_one_that_does_not_exist(
    two_towns: tuple[Town, Town], address: Address
) -> None:
    home, other = two_towns
    with in_town(other):
        there = address.filled({name: SPECIMENS[name]() for name, _kind in address.blanks})
        before = contents()
    nowhere = address.filled({name: NOWHERE[kind] for name, kind in address.blanks})
    caller = Caller(home)
    for answer, unknown in zip(_calls(caller, address, there), _calls(caller, address, nowhere), strict=True):
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        assert (answer.status_code, answer.content) == (unknown.status_code, unknown.content)
        assert SECRET not in answer.content.decode()
    with in_town(other):
        assert contents() == before, "the other town was written to"


def test_no_list_shows_anything_of_the_other_town(two_towns: tuple[Town, Town]) -> None:
    home, other = two_towns
    with in_town(other):
        for make in SPECIMENS.values():
            make()
    caller = Caller(home)
    for address in DOORS:
        if not address.blanks and "get" in methods_of(view_of(address)):
            answer = caller.call("get", address.filled({}))
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address
            assert SECRET not in answer.content.decode(), address


def test_every_door_asks_for_its_scope(two_towns: tuple[Town, Town]) -> None:
    home = two_towns[0]
    callers = {scope: Caller(home, scopes=[one for one in Scope.values if one != scope]) for scope in Scope.values}
    for address in DOORS:
        path, view = address.filled({name: NOWHERE[kind] for name, kind in address.blanks}), view_of(address)
        for method in methods_of(view):
            caller = callers[scope_of(view=view, method=method.upper())]
            answer = caller.call(method, path, None if method == "get" else {})
            assert answer.status_code == HTTPStatus.FORBIDDEN, f"{method} {address}"
