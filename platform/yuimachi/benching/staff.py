"""`bench staff`: how long a clerk waits for the pages of a working day, and for the first word of a text.

In a town of its own with the starter library and an ordinance of the demo; pages are drawn in this process, so the wire
and the browser are not in the figures. The model on loopback speaks a word each 20 ms.
"""

import statistics
import time
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from asgiref.sync import async_to_sync
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assistants.public import load_starter
from knowledge.public import Placement, ingest, open_batch, receive_file
from tenants.public import Role, WrittenPerson, WrittenSection, scratch_town, settle
from yuimachi.benching.served import model_server

ROUNDS: Final = 9
LETTER: Final = "# 断水のお知らせ\n\n" + "令和8年12月1日の午前9時から午後3時まで、本郷地区で断水します。\n\n" * 20
WORDS_A_SECOND: Final = 50
_EMAIL: Final = "clerk@scratch.invalid"
_PASSWORD: Final = "a bench is no secret"  # noqa: S105  of a town that is removed at the end
_ORDINANCE: Final = Path(__file__).parents[1] / "demo/towns/kumoi/documents/jourei-tesuryo.html"
_TEMPLATE: Final = {
    "fields-TOTAL_FORMS": "1", "fields-INITIAL_FORMS": "0", "blanks-TOTAL_FORMS": "0", "blanks-INITIAL_FORMS": "0",
    "fields-0-name": "相手", "fields-0-type": "text", "fields-0-required": "on", "title": "依頼", "purpose": "依頼する",
    "task": "letter", "grade": "1", "message": "作成", "body": "{{相手}}への依頼を書いてください。",
}  # fmt: skip


def run() -> dict[str, Any]:
    """Medians in milliseconds. `open_page_ms`: the page of a draft; `first_word_ms`: from sending a form
    of a template to the first text, the model's own first word included; `queries` and `pages_ms` by page."""
    with scratch_town(now=timezone.now()) as town, model_server(words_a_second=WORDS_A_SECOND) as port:
        _furnish()
        client = Client(HTTP_HOST=town.host)
        client.post("/accounts/login/", {"login": _EMAIL, "password": _PASSWORD})
        template = str(client.post("/prompts/new/", _TEMPLATE)["Location"])
        begun = client.post("/drafts/new/", {"title": "断水の通知", "text": LETTER, "profile": "notice", "grade": "1"})
        draft = str(begun["Location"])
        ways = {
            "home": "/home/",
            "palette": "/find/?q=断水&piece=1",
            "template": template,
            "draft": draft,
            "reference": "/references/?q=手数料 免除",
            "named_place": "/references/?q=手数料条例 第3条第2項",
        }
        pages = {name: _measured(client, way) for name, way in ways.items()}
        endpoint = {"base_url": f"http://127.0.0.1:{port}/v1", "api_key": "bench", "model": "bench"}
        with override_settings(LLM_DEFAULT_ENDPOINT=endpoint):
            first = statistics.median(_first_word(client, template) for _round in range(ROUNDS))
    return {
        "open_page_ms": pages["draft"][0],
        "first_word_ms": round(first * 1000),
        "queries": {name: queries for name, (_ms, queries) in pages.items()},
        "pages_ms": {name: ms for name, (ms, _queries) in pages.items()},
    }


def _furnish() -> None:
    now = timezone.now()
    desk = WrittenSection("juumin", "住民課", "じゅうみんか", "0999-90-1002", "", "", "", ())
    clerk = WrittenPerson("計測 花", "けいそく はな", _EMAIL, "主事", "juumin", Role.STAFF)
    settle(profile={}, sections=[desk], people=[clerk], password=_PASSWORD, open_chat=False, now=now)
    load_starter(now=now)
    received = receive_file(
        file=ContentFile(_ORDINANCE.read_bytes(), name=_ORDINANCE.name),
        file_name=_ORDINANCE.name,
        batch_id=open_batch(label="計測", by_id=None),
        placement=Placement(audience="residents"),
        by_id=None,
        release=True,
        now=now,
        enqueue=False,
    )
    if received.ingestion_id:
        ingest(ingestion_id=received.ingestion_id)


def _measured(client: Client, way: str) -> tuple[int, int]:
    """Median milliseconds and queries of a page. Raises RuntimeError when it is not shown."""
    seconds = []
    for _round in range(ROUNDS):
        with CaptureQueriesContext(connection) as queries:
            answer, taken = _timed(lambda: client.get(way))
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{way} answered {answer.status_code}")
        seconds.append(taken)
    return round(statistics.median(seconds) * 1000), len(queries)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return act(), time.perf_counter() - start


def _first_word(client: Client, template: str) -> float:
    """Seconds from the form to the first text of the stream. Raises RuntimeError when none comes."""
    start = time.perf_counter()
    result = str(client.post(template, {"f0": "議会事務局", "grade": "1", "do": "run"})["Location"]).partition("?")[0]
    stream: Any = client.post(f"{result}write/", headers={"Accept": "text/event-stream"})
    first, at = async_to_sync(_first_chunk)(stream.streaming_content)
    if b"event: text" not in first:
        raise RuntimeError(f"no text came: {first[:80]!r}")
    return at - start


async def _first_chunk(chunks: AsyncIterator[bytes]) -> tuple[bytes, float]:
    """The first event and when it came; the rest is read too, so that the writing ends."""
    first, at = await anext(chunks), time.perf_counter()
    async for _chunk in chunks:
        pass
    return first, at
