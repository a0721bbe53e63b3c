"""The examples of docs/api.md, as a reader pastes them into a shell, against the served product."""

import asyncio
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from tenants.public import in_town
from tests.assistants.api.conftest import Caller
from tests.builders.garbage import furnish_garbage
from tests.builders.library import edition, evaluation_content, faq_content
from tests.channels import emptied
from tests.towns import test_town
from tests.web.conftest import served

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume synchronous iterators"),
]


def _caller() -> Caller:
    town = emptied(0)
    with in_town(town):
        furnish_garbage()
    first = edition(content=faq_content(), by=test_town(1))
    newer = faq_content(answer="{{町名}}の窓口か電話 {{窓口の電話}} でどうぞ。")
    edition(content=newer, by=test_town(1), item_id=first.item_id, version="1.1.0", change_note="言い方")
    edition(content=evaluation_content(), by=test_town(1))
    return Caller(town)


async def test_the_examples_run_as_they_stand(doors: None, tmp_path: Path) -> None:
    caller = await sync_to_async(_caller)()
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's
    examples = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    async with served() as address:
        port = urlsplit(address).port
        (tmp_path / ".curlrc").write_text(f'resolve = "{caller.town.host}:{port}:127.0.0.1"\nfail\nshow-error\n')
        script = "set -euo pipefail\nCONVERSATION=\n" + "\n".join(examples)
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", script.replace("https://TOWN", f"http://{caller.town.host}:{port}"),
            env={**os.environ, "HOME": str(tmp_path), "CURL_HOME": str(tmp_path), "KEY": caller.key},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, wrong = await asyncio.wait_for(process.communicate(), timeout=120)
    assert process.returncode == 0, wrong.decode()
    told = out.decode()
    for words in (
        "500円",
        "event: ended",
        "東地区",
        "東地区の可燃ごみ",
        "30日後",
        "粗大ごみの日を変えたい",
        "12月3日で",
        "住民票のFAQ",
        "yuimachi.shared/1",
        "甲野町の窓口（電話 0999-90-1002）",
        "住民票のFAQ: 1版遅れ",
        "1.1.0",
        "0999-90-1003",
        '"cases":2',
        "phone:0999-90-1000",
        "submitted",
        "preparing",
    ):
        assert words in told, f"{words} is not in {told}"
