"""What the tests of the residents' doors share: two furnished towns for a whole module, emptied between tests."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.sync import async_to_sync
from django.core.cache import cache
from django.db import connection

from tenants.models import Profile
from tenants.public import Town, in_town, open_chat
from tests.builders.documents import take_in
from tests.database import copied_database
from tests.towns import test_town

LEAFLET = "# 粗大ごみの出し方\n\n粗大ごみは、環境課に申し込んでから出してください。手数料は1点につき500円です。\n"
QUESTION = "粗大ごみの手数料はいくらですか"
_EMPTIED = (
    "assistants_feedback", "assistants_citation", "assistants_recordedturn", "assistants_linemessage",
    "assistants_linefriend", "assistants_lineevent", "assistants_linechannel", "assistants_conversation",
    "assistants_hotline", "assistants_widgetsettings", "assistants_evaluationrun", "assistants_evaluationquestion",
    "assistants_listeningrules",
)  # fmt: skip


@contextmanager
def furnished_database(url: str) -> Iterator[None]:
    """A database in which commits are real, with both towns open and a leaflet in each."""
    with copied_database(url, f"yuimachi_doors_{uuid.uuid4().hex[:8]}"):
        for index in (0, 1):
            with in_town(test_town(index)):
                open_chat()
                profile = {"phone": "0999-90-1000", "weekday_hours": "8:30-17:15", "closed_days": "土日・祝日"}
                Profile.objects.update(suggested_questions={"always": [QUESTION]}, **profile)
                take_in(LEAFLET, name="gomi.md")
        yield


def emptied(index: int) -> Town:
    """A furnished town without anything said in it."""
    town = test_town(index)
    with in_town(town), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_EMPTIED)} CASCADE")
        cache.clear()
    return town


def whole_text(response: Any) -> str:
    """The body of a response; a stream is read to its end, as the server reads it."""
    if not response.streaming:
        return str(response.content.decode())

    async def read() -> bytes:
        return b"".join([chunk async for chunk in response.streaming_content])

    return async_to_sync(read)().decode()
