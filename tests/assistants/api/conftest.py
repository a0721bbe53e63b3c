"""Callers with keys."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from tenants.issuing_keys.make_key import make_key
from tenants.issuing_keys.scopes import Scope
from tenants.public import Town, in_town


class Caller:
    """A program with a key of a town."""

    def __init__(self, town: Town, *, scopes: list[str] | None = None, most: int = 600, **more: Any) -> None:
        self.town = town
        with in_town(town):
            actor = Actor(ActorKind.PERSON, "", "試験")
            wanted = list(Scope.values) if scopes is None else scopes
            values = {"expires_at": None, **more}
            self.made = make_key(
                name="試験", scopes=wanted, most_a_minute=most, actor=actor, now=timezone.now(), **values
            )
        self.key = self.made.key

    def call(self, method: str, path: str, content: Any = None, *, town: Town | None = None, **headers: str) -> Any:
        """One call."""
        client = Client(headers={"host": (town or self.town).host}, raise_request_exception=False)
        given = {"Authorization": f"Bearer {self.key}", **headers}
        if method == "get":
            return client.get(path, headers=given)
        if method == "delete":
            return client.delete(path, headers=given)
        return client.post(path, data=content, content_type="application/json", headers=given)

    def delete(self, path: str) -> Any:
        """Throw something away."""
        return self.call("delete", path)

    def ask(self, question: str, **more: Any) -> Any:
        """Ask a question."""
        return self.call("post", "/api/v1/questions/", {"question": question, **more})


@pytest.fixture
def caller(two: tuple[Town, Town]) -> Caller:
    """A program of the first town that may do everything."""
    return Caller(two[0])
