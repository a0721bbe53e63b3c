"""Generated over every table and address of the library: what was not released is nowhere but in its own town."""

from http import HTTPStatus

import pytest
from django.apps import apps
from django.test import Client

from templates.adopting.browse import browse
from templates.adopting.facets import Filters
from templates.models import Submission
from tenants.border.placement import TOWN_ONLY
from tenants.models import Person
from tenants.public import in_public, in_town
from tests.builders.library import edition
from tests.towns import settle
from tests.walls import specimens_library, specimens_worth
from tests.walls.addresses import OPERATOR_URLCONF, TOWN_URLCONF, Address, addresses
from tests.walls.secret import SECRET
from tests.walls.specimens import SPECIMENS, far_ids
from tests.walls.specimens_library_all import COUNT, OF_EVERY_TABLE

pytestmark = pytest.mark.django_db
INSIDE = {name.removeprefix("template_library.") for name in TOWN_ONLY if name.startswith("template_library.")}


def _of_the_library(urlconf: str) -> list[Address]:
    return [
        one for one in addresses(urlconf) if one.name.startswith(("library:", "moderation:")) or "/library" in one.route
    ]


def _shows(client: Client, path: str) -> bool:
    answer = client.get(path)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, path
    words = b"" if answer.streaming else answer.content
    return SECRET in words.decode(errors="replace") or str(COUNT).encode() in words


def test_every_table_has_its_row_here() -> None:
    names = {model.__name__ for model in apps.get_app_config("template_library").get_models()}
    assert names == set(OF_EVERY_TABLE), "write the row of the new table"
    assert {name.lower() for name in names} >= INSIDE


def test_no_page_of_the_library_shows_a_row_of_another_town_or_consortium(towns) -> None:
    home, other = towns
    with in_town(other):
        far_ids()
        for make in OF_EVERY_TABLE.values():
            make()
    people = settle(home)
    client = Client(HTTP_HOST=home.host, raise_request_exception=False)
    with in_town(home):
        client.force_login(people.admin)
    pages = [one for one in _of_the_library(TOWN_URLCONF) if not one.blanks]
    assert len(pages) >= 8
    shown = [one.name for one in pages for query in ("", f"?q={SECRET[:4]}") if _shows(client, one.filled({}) + query)]
    assert shown == []


def test_the_operator_sees_of_a_town_what_it_handed_in_and_nothing_else(towns, settings, monkeypatch) -> None:
    for module in (specimens_library, specimens_worth):  # what was released is no secret
        monkeypatch.setattr(module, "strange_edition", lambda: edition(consortium_id=specimens_library.STRANGERS))
    with in_town(towns[0]):
        rows = {name: make() for name, make in OF_EVERY_TABLE.items() if name.lower() in INSIDE}
        ids = [getattr(row, "pk", None) for row in rows.values()]
        numbers = [one for one in ids if isinstance(one, int)]
    with in_public():
        operator = Person.objects.create_user(email="o@walls.example", name="結城", password="x", is_operator=True)
        client = Client(HTTP_HOST=settings.OPERATOR_HOST, raise_request_exception=False)
        client.force_login(operator)
    for address in _of_the_library(OPERATOR_URLCONF):
        kinds = {kind for _name, kind in address.blanks}
        tries = [{name: number for name, _kind in address.blanks} for number in numbers] if kinds == {"int"} else []
        for values in tries if address.blanks else [{}]:
            assert not _shows(client, address.filled(values)), address


@pytest.mark.parametrize("state", ["waiting", "returned", "taken_back"])
def test_what_waits_is_neither_found_nor_counted_by_a_neighbour(towns, state: str) -> None:
    home, other = towns
    edition(by=other)
    with in_town(home):
        before = browse(filters=Filters(), page=None)
    with in_town(other):
        made = SPECIMENS["submission_id"]()
        SPECIMENS["offering_id"]()
    with in_public():
        Submission.objects.filter(pk=made).update(state=state, comment=SECRET)
    with in_town(home):
        after, found = browse(filters=Filters(), page=None), browse(filters=Filters(words=SECRET), page=None)
    assert after.facets == before.facets
    assert (after.cut.pages.total, found.cut.pages.total) == (before.cut.pages.total, 0)
    assert not any(found.facets.values())
