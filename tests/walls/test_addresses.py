"""Generated from the URL map: nothing of the other town is readable, writable, countable or inferable."""

import re
import uuid
from http import HTTPStatus

import pytest
from django.test import Client

from tenants.public import Town, in_town
from tests.towns import PASSWORD, People, settle
from tests.walls.addresses import OPERATOR_URLCONF, TOWN_URLCONF, Address, addresses
from tests.walls.specimens import SECRET, SPECIMENS, contents, far_ids

ALL = addresses(TOWN_URLCONF)
WITH_BLANKS = [address for address in ALL if address.blanks]
WALKERS = ("admin", "head", "member", "auditor", "outsider", "anonymous")
# Blanks that name no row of a town: allauth's own keys (bound to sessions or made worthless by `border.passwords`).
NOT_A_ROW = {
    "uidb36": "1-x",
    "frame": "staff",
    "path": "x",
    "feature": "resident_answer",
    "number": 1,
    "step": "up",
    "version": "x",
    "step_key": "q1",
}
NEVER = {"key": "0" * 43, "token": "x:y:z", "turn_id": uuid.UUID(int=7)}
CHANGING = re.compile(r"csrfmiddlewaretoken.*?>|nonce=\"[^\"]*\"|[0-9a-f]{32}|X-CSRFToken[^}]*|[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
def two_towns(towns: tuple[Town, Town]) -> tuple[Town, Town, People]:
    """Home with its people, and the other town whose rows have ids that home does not."""
    home, other = towns
    with in_town(other):
        far_ids()
    return home, other, settle(home)


def _client(town: Town, people: People, walker: str) -> Client:
    client = Client(HTTP_HOST=town.host, raise_request_exception=False)
    if walker != "anonymous":
        with in_town(town):
            client.force_login(getattr(people, walker))
    return client


def _values(address: Address, other: Town) -> dict[str, object]:
    """The other town's values for the blanks of an address."""
    with in_town(other):
        return {name: NOT_A_ROW[name] if name in NOT_A_ROW else SPECIMENS[name]() for name, _kind in address.blanks}


def _unknown(address: Address) -> dict[str, object]:
    """Values that exist nowhere."""
    defaults = {"int": 999_999_999, "uuid": uuid.UUID(int=9), "str": "nowhere", "slug": "nowhere"}
    return {name: NEVER.get(name, NOT_A_ROW.get(name, defaults[kind])) for name, kind in address.blanks}


def _plain(body: bytes, path: str) -> str:
    return CHANGING.sub("", body.decode(errors="replace").replace(path, "PATH"))


def test_every_blank_of_the_url_map_has_a_specimen() -> None:
    blanks = {name for address in WITH_BLANKS for name, _kind in address.blanks}
    assert blanks <= set(SPECIMENS) | set(NOT_A_ROW), "write the specimen of the new blank"


@pytest.mark.parametrize("address", WITH_BLANKS, ids=str)
def test_the_other_towns_row_answers_like_one_that_does_not_exist(
    two_towns: tuple[Town, Town, People], address: Address
) -> None:
    home, other, people = two_towns
    there, nowhere = address.filled(_values(address, other)), address.filled(_unknown(address))
    with in_town(other):
        before = contents()
    for walker in WALKERS:
        client = _client(home, people, walker)
        for method in (client.get, client.post):
            answer, unknown = method(there), method(nowhere)
            assert answer.status_code == unknown.status_code, f"{walker}: tells that the row exists elsewhere"
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, walker
            if not answer.streaming and not unknown.streaming:
                assert SECRET not in answer.content.decode(errors="replace"), walker
                assert _plain(answer.content, there) == _plain(unknown.content, nowhere), walker
    with in_town(other):
        assert contents() == before, "the other town was written to"


@pytest.mark.parametrize("walker", WALKERS)
def test_no_page_shows_anything_of_the_other_town(two_towns: tuple[Town, Town, People], walker: str) -> None:
    home, other, people = two_towns
    with in_town(other):
        for make in SPECIMENS.values():
            make()
    client = _client(home, people, walker)
    for address in ALL:
        if address.blanks:
            continue
        response = client.get(address.filled({}))
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address
        if not response.streaming:
            assert SECRET not in response.content.decode(errors="replace"), address


def test_a_session_of_one_town_is_worthless_in_the_other(two_towns: tuple[Town, Town, People]) -> None:
    home, other, people = two_towns
    client = _client(home, people, "admin")
    assert client.get("/conversations/").status_code == HTTPStatus.OK
    stranger = Client(HTTP_HOST=other.host)
    stranger.cookies = client.cookies
    response = stranger.get("/conversations/")
    assert response.status_code == HTTPStatus.FOUND
    assert "login" in response["Location"]


def test_equal_addresses_in_two_towns_are_strangers(two_towns: tuple[Town, Town, People]) -> None:
    _home, other, people = two_towns
    client = Client(HTTP_HOST=other.host)
    response = client.post("/accounts/login/", {"login": people.admin.email, "password": PASSWORD})
    assert response.status_code == HTTPStatus.OK
    assert "sessionid" not in client.cookies or not client.session.get("_auth_user_id")


def test_staff_cannot_sign_in_at_the_operators(two_towns: tuple[Town, Town, People], settings) -> None:
    _home, _other, people = two_towns
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    client.post("/accounts/login/", {"login": people.admin.email, "password": PASSWORD})
    for address in addresses(OPERATOR_URLCONF):
        if address.name.startswith("operating:") and not address.blanks:
            assert client.get(address.filled({})).status_code == HTTPStatus.FOUND, address


@pytest.mark.parametrize(
    "address", [a for a in addresses(OPERATOR_URLCONF) if a.name.startswith("operating:")], ids=str
)
def test_the_operators_pages_do_not_exist_on_a_towns_host(
    two_towns: tuple[Town, Town, People], address: Address
) -> None:
    home, _other, people = two_towns
    path = address.filled({name: 1 for name, _kind in address.blanks})
    if path == "/":
        return
    assert _client(home, people, "admin").get(path).status_code == HTTPStatus.NOT_FOUND


def test_an_unknown_host_gets_a_plain_404(towns: tuple[Town, Town]) -> None:
    response = Client(HTTP_HOST="nowhere.test").get("/chat/")
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "この住所には" in response.content.decode()
