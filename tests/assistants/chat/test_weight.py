"""What a resident's telephone loads before it can ask: the chat page with all that it names, as production sends it."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tenants.public import in_town, open_chat
from tests.towns import test_town

MOST_BYTES = 100_000
NAMED = re.compile(r'(?:href|src)="/static/([^"?#]+)')

pytestmark = pytest.mark.usefixtures("committed_database")


def compressed(path: str) -> int:
    """Bytes of a static file in gzip, which production has ready beside it (pictures stay as they are)."""
    found = finders.find(path)
    assert found, path
    with open(found, "rb") as file:
        content = file.read()
    return min(len(content), len(gzip.compress(content)))


def test_the_chat_page_is_light() -> None:
    town = test_town(0)
    with in_town(town):
        open_chat()
    page = Client(headers={"host": town.host}).get("/chat/").content
    named = set(NAMED.findall(page.decode()))
    assert any(name.endswith(".css") for name in named)
    assert any(name.endswith(".js") for name in named)
    weights = {name: compressed(name) for name in named} | {"page": len(page)}  # pages are not compressed: BREACH
    assert sum(weights.values()) <= MOST_BYTES, weights
