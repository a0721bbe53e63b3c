"""The first town with its site allowed, and a page of that site that calls."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from assistants.models import WidgetSettings
from tenants.public import Town, in_town
from tests.channels import whole_text

SITE = "https://www.kouno.example"


@pytest.fixture
def town(two: tuple[Town, Town]) -> Town:
    """The first town, with its site allowed."""
    for each in two:
        with in_town(each):
            WidgetSettings.objects.create(origins=[SITE])
    return two[0]


def call(town: Town, path: str, content: Any, *, origin: str = SITE, **more: Any) -> Any:
    """A POST as a browser sends it from a page of `origin`."""
    client = Client(headers={"host": town.host})
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    headers = {"Origin": origin} if origin else {}
    return client.post(
        f"/widget/{path}/", body, content_type=more.get("content_type", "application/json"), headers=headers
    )


def events(response: Any) -> list[tuple[str, Any]]:
    """The events of a stream, read whole."""
    text = whole_text(response)
    return [(found[0], json.loads(found[1])) for found in re.findall(r"event: (.*)\ndata: (.*)\n\n", text)]


def ask(town: Town, question: str, **more: Any) -> list[tuple[str, Any]]:
    """A question's events."""
    origin = more.pop("origin", SITE)
    return events(call(town, "ask", {"question": question, "language": "ja", **more}, origin=origin))
