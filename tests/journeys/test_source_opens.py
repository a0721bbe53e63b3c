"""A source opened in a real browser: the page of a PDF with the place marked, a table's rows, enlarged and turned."""

import os
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from playwright.async_api import expect

import yuimachi.demo
from knowledge.models import Passage
from knowledge.public import source_token
from tenants.public import Town, in_town
from tests.builders.documents import take_in
from tests.journeys.looking import IN_BROWSER, open_desk
from tests.towns import test_town

pytestmark = IN_BROWSER
DOCUMENTS = Path(yuimachi.demo.__file__).parent / "towns" / "kumoi" / "documents"


@pytest.fixture
def places(committed_database: None) -> tuple[Town, str, str]:
    """A town with a booklet; addresses of a paragraph and of a table in it."""
    connection.close()
    town = test_town(0)
    with in_town(town):
        assert take_in((DOCUMENTS / "kurashi-guide.pdf").read_bytes(), name="kurashi-guide.pdf").state == "done"
        passages = Passage.objects.filter(current=True, page__gt=2)
        found = [passages.filter(kind=kind).first() for kind in ("paragraph", "table")]
        text, table = (f"/sources/{source_token(passage_id=each.pk)}/" for each in found if each)
    return town, text, table


async def test_a_citation_opens_the_page_of_the_booklet(places: tuple[Town, str, str]) -> None:
    town, text, table = places
    async with open_desk() as desk:
        page = await desk.sit_down()
        for name, path in (("text", text), ("table", table)):
            await page.goto(desk.address(town.host, path))
            picture = page.get_by_role("img", name="ページの画像。")
            await expect(picture).to_be_visible()
            assert await picture.evaluate("each => each.decode().then(() => each.naturalWidth)") == 1_000
            assert await page.locator("rect").count() >= 1
            await desk.look(page)
            if folder := os.environ.get("YUIMACHI_SHOTS"):
                for width in (1280, 375):
                    await page.set_viewport_size({"width": width, "height": 800})
                    await page.screenshot(path=f"{folder}/source-{name}-{width}.png", full_page=True)
        await page.get_by_role("link", name="拡大する").click()
        assert await picture.evaluate("each => each.decode().then(() => each.naturalWidth)") == 2_000
        await page.get_by_role("link", name="次のページ").click()
        await expect(page.get_by_text("ページにもあります")).to_be_visible()
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's
