"""Browsers of people for tests: each on the host of a town, signed in through the real page."""

from django.test import Client

from tests.towns import PASSWORD


def browser(*, host: str) -> Client:
    """Nobody's browser on a host."""
    return Client(headers={"host": host})


def signed_in(*, host: str, email: str, password: str = PASSWORD) -> Client:
    """A browser whose person went through the sign-in page."""
    client = browser(host=host)
    answer = client.post("/accounts/login/", {"login": email, "password": password})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return client
