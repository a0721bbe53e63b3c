"""The town's web site in a real browser with real workers: looked at, added, read, reported; read again by a button."""

import os
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from playwright.async_api import expect

from knowledge.models import Document, Site
from tenants.public import Town, in_town
from tests.journeys.looking import IN_BROWSER, open_desk, press, sign_in
from tests.knowledge.crawling.site import Page as Written
from tests.knowledge.crawling.site import page, served
from tests.towns import settle, test_town
from tests.yuimachi import worker as workers

pytestmark = IN_BROWSER
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def town(committed_database: None) -> Town:
    """An opened town with its people."""
    connection.close()
    town = test_town(0)
    settle(town)
    return town


@pytest.fixture
def site(town: Town, monkeypatch, tmp_path):
    """A site on loopback, and workers that may read it."""
    with served() as site, workers.own_queues():
        monkeypatch.setenv("YUIMACHI_TEST_STATE", str(tmp_path / "state"))
        monkeypatch.setenv("YUIMACHI_CRAWL_OPEN_ADDRESSES", site.host)
        monkeypatch.setattr(settings, "CRAWL_OPEN_ADDRESSES", frozenset({site.host}))
        monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "state" / "files")
        process = workers.start_worker(tmp_path / "worker.log", queues="ingest,crawl")
        yield site
        workers.kill_hard(process)


async def test_a_site_is_added_by_its_address_and_read_by_workers(town: Town, site) -> None:
    site.pages["/"] = page("甲野町", "ようこそ、甲野町の公式サイトへ。", "/gomi.html", "/nai.html", "/list.csv")
    site.pages["/gomi.html"] = page("ごみの出し方", "燃やすごみは月曜日と木曜日の朝8時までに出してください。", "/")
    site.pages["/list.csv"] = Written("施設,電話\n図書館,0999-90-2000\n".encode("cp932"), content_type="text/csv")
    async with open_desk() as desk:
        admin = await desk.sit_down()
        await sign_in(admin, desk.address(town.host, "/accounts/login/"), email="admin@town.example")
        await admin.goto(desk.address(town.host, "/knowledge/sites/"))
        await _look(desk, admin, "empty")
        await admin.goto(desk.address(town.host, "/knowledge/sites/new/"))
        await admin.fill("#id_address", site.url)
        await press(admin, "サイトを確かめる")
        await expect(admin.locator("main")).to_contain_text("サイトが見つかりました")
        await _look(desk, admin, "check")
        await admin.check("#id_release")
        await press(admin, "登録して読み始める")
        await _look(desk, admin, "running")
        await expect(admin.locator("#board")).to_contain_text("読み終わりました", timeout=180_000)
        await admin.reload()
        await _look(desk, admin, "site")
        await admin.get_by_role("link", name="何が変わったかを見る").click()
        await expect(admin.locator("main")).to_contain_text("/gomi.html")
        await _look(desk, admin, "report")
        await admin.get_by_role("link", name="読めなかったページ").click()
        await expect(admin.locator("main")).to_contain_text("ページがありません（404）")
        await admin.goto(desk.address(town.host, "/knowledge/sites/"))
        await _look(desk, admin, "list")
        assert await sync_to_async(workers.wait_until)(lambda: _findable(town) == 3)


async def _look(desk, browser_page, name: str) -> None:
    await desk.look(browser_page)
    if PICTURES:
        for width in (375, 1280):
            await browser_page.set_viewport_size({"width": width, "height": 900})
            await browser_page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def _findable(town: Town) -> int:
    from django.utils import timezone

    with in_town(town):
        assert Site.objects.count() == 1
        return Document.objects.findable(today=timezone.localdate()).count()
