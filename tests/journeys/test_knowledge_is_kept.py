"""Knowledge looked after in a browser: a held file decided, FAQ sheets mapped, documents changed, words searched."""

import os
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from playwright.async_api import Page, expect

import yuimachi.demo
from knowledge.ingesting.pipeline import ingest
from knowledge.models import Document, FaqEntry, Ingestion
from tenants.public import Town, in_town
from tests.builders.documents import FAQ_SHEET, LEAFLET, take_in
from tests.journeys.looking import IN_BROWSER, Desk, open_desk, press, sign_in
from tests.knowledge.ingesting.parsers.test_sheets import merged_sheet
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
TRAY = Path(yuimachi.demo.__file__).parent / "towns" / "kumoi" / "tray"
GAPPED = "区分,住民から,,役場から\r\n,ご質問,聞き方,ご回答\r\n税,いつ？,,6月です。\r\n".encode("cp932")
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def town(committed_database: None) -> Town:
    """An opened town with its people."""
    connection.close()
    town = test_town(0)
    settle(town)
    return town


async def the_admin(desk: Desk, town: Town) -> Page:
    page = await desk.sit_down()
    await sign_in(page, desk.address(town.host, "/accounts/login/"), email="admin@town.example")
    return page


async def look(desk: Desk, page: Page, name: str) -> None:
    """Axe at both widths; with PICTURES a folder, the page as it looks."""
    await desk.look(page)
    for width in (1280, 375) if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 800})
        await page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    await page.set_viewport_size({"width": 1280, "height": 800})


@sync_to_async
def hold(town: Town) -> None:
    """The demo's leaflet with hidden text waits for a person."""
    with in_town(town):
        assert take_in((TRAY / "shoukoukai-ouenken.pdf").read_bytes(), name="ouenken.pdf").state == "held"
    connection.close()


@sync_to_async
def taken_in(town: Town) -> tuple[str, list[str]]:
    """Work off what waits: the state of the leaflet and the questions there are."""
    with in_town(town):
        for pk in Ingestion.objects.filter(state=Ingestion.State.QUEUED).values_list("pk", flat=True):
            ingest(ingestion_id=pk)
        state = Ingestion.objects.get(file_name="ouenken.pdf").state
        questions = list(FaqEntry.objects.order_by("pk").values_list("question", flat=True))
    connection.close()
    return state, questions


@sync_to_async
def fill(town: Town) -> int:
    """A FAQ sheet, and a document in two versions, of which the id is given."""
    with in_town(town):
        take_in(FAQ_SHEET, name="faq.csv")
        take_in(LEAFLET, name="gomi.md")
        version = take_in(LEAFLET.replace("500円", "600円"), name="gomi.md").version
        assert version is not None
    connection.close()
    return version.document_id


@sync_to_async
def end_dates(town: Town) -> set[str]:
    with in_town(town):
        found = {str(day) for day in Document.objects.values_list("valid_until", flat=True)}
    connection.close()
    return found


async def test_a_held_file_is_decided_and_sheets_of_two_kinds_are_mapped(town: Town) -> None:
    await hold(town)
    async with open_desk() as desk:
        page = await the_admin(desk, town)
        await page.goto(desk.address(town.host, "/knowledge/review/"))
        await page.get_by_role("link", name="ouenken").first.click()
        await expect(page.get_by_role("img", name="ページの画像。")).to_be_visible()
        assert await page.locator("rect").count() >= 2  # both lines that nobody sees
        await look(desk, page, "held")
        await page.get_by_label("見つかった部分をすべて除いて取り込む").check()
        await page.get_by_label("理由").fill("商工会に確かめ、見えない文を除いた。")
        await press(page, "この内容で決定する")
        await map_sheet(desk, page, town, "faq.csv", GAPPED)
        await map_sheet(desk, page, town, "faq.xlsx", merged_sheet())
        state, questions = await taken_in(town)
        await page.reload()
        await look(desk, page, "batch")
    assert (state, questions) == ("done", ["いつ？", "熊を見たら？", "わなは置けますか？"])


async def map_sheet(desk: Desk, page: Page, town: Town, name: str, content: bytes) -> None:
    """Hand a sheet in and let its columns stand as they were guessed."""
    await page.goto(desk.address(town.host, "/knowledge/upload/faq/"))
    await page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    await press(page, "列を確かめる")
    await expect(page.get_by_role("columnheader", name="ご質問")).to_be_visible()
    await look(desk, page, f"columns-{name}")
    await press(page, "この列で取り込む")


async def test_many_documents_are_changed_and_changed_back_and_words_are_searched(town: Town) -> None:
    document = await fill(town)
    async with open_desk() as desk:
        page = await the_admin(desk, town)
        await page.goto(desk.address(town.host, f"/knowledge/documents/{document}/versions/2/"))
        await expect(page.locator("ins", has_text="600").first).to_be_visible()
        await look(desk, page, "versions")
        await change_many_and_back(desk, page, town)
        await page.goto(desk.address(town.host, "/knowledge/synonyms/"))
        await page.get_by_label("同じ意味の語").first.fill("でかごみ、粗大ごみ")
        await press(page, "加える")
        await look(desk, page, "synonyms")
        await page.goto(desk.address(town.host, "/knowledge/search/?q=でかごみ&kind=prose"))
        await expect(page.get_by_label("年度")).to_be_visible()  # a filter is set, so the filters are open
        await expect(page.locator(".search__results")).to_contain_text("600円")
        await look(desk, page, "search")


async def change_many_and_back(desk: Desk, page: Page, town: Town) -> None:
    """Give all documents a last day, with a look at what would change; then undo it."""
    await page.goto(desk.address(town.host, "/knowledge/"))
    for box in await page.locator("tbody input[type=checkbox]").all():
        await box.check()
    await press(page, "選んだ文書をまとめて変える")
    await look(desk, page, "bulk")
    await page.fill("#id_valid_until", "2099-03-31")
    await press(page, "変わる内容を確かめる")
    await look(desk, page, "bulk-preview")
    await press(page, "2件を変更する")
    assert await end_dates(town) == {"2099-03-31"}
    await look(desk, page, "change")
    await press(page, "この変更を元に戻す")
    assert await end_dates(town) == {"None"}
