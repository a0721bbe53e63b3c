"""A person's language: chosen once in a browser, kept with the person, found again in the next browser."""

import pytest

from tenants.models import Person
from tenants.public import in_town
from tests.tenants.signing import browser, signed_in
from tests.towns import TEST_TOWNS, settle

HOST = TEST_TOWNS[0][1]


@pytest.fixture
def member(towns) -> str:
    with in_town(towns[0]):
        return settle(towns[0]).member.email


def test_a_choice_made_before_signing_in_is_kept_with_the_person(towns, member) -> None:
    first = browser(host=HOST)
    first.post("/language/", {"language": "en", "next": "/accounts/login/"})
    page = first.get("/accounts/login/").content.decode()
    assert "Staff sign-in" in page
    assert 'lang="en"' in page
    first.post("/accounts/login/", {"login": member, "password": "correct horse battery staple"})
    with in_town(towns[0]):
        assert Person.objects.get(email=member).language == "en"
    assert signed_in(host=HOST, email=member).cookies["django_language"].value == "en"


def test_without_a_choice_the_browsers_wish_goes_on(towns, member) -> None:
    assert "django_language" not in signed_in(host=HOST, email=member).cookies


def test_an_unknown_language_is_not_kept(towns, member) -> None:
    odd = browser(host=HOST)
    odd.cookies["django_language"] = "xx-<b>"
    odd.post("/accounts/login/", {"login": member, "password": "correct horse battery staple"})
    with in_town(towns[0]):
        assert Person.objects.get(email=member).language == "ja"
