"""The widget on the town's own site in a real browser: hostile style, strict policy, keyboard alone, 400 % zoom."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from assistants.models import WidgetSettings
from tenants.models import Profile
from tenants.public import in_town, open_chat
from tests.builders.documents import take_in
from tests.channels import LEAFLET, QUESTION
from tests.journeys.looking import IN_BROWSER, Desk, open_desk
from tests.journeys.town_site import town_site
from tests.towns import test_town

pytestmark = IN_BROWSER
_FOCUSED = "document.activeElement?.tagName"
_INNER = "document.querySelector('yuimachi-chat').shadowRoot.activeElement?.id"


@dataclass
class Site:
    """The site, served, and a browser at it."""

    desk: Desk
    page: Page
    address: str


def _furnished(origin: str) -> str:
    town = test_town(0)
    with in_town(town):
        open_chat()
        profile = {"phone": "0999-90-1000", "weekday_hours": "8:30-17:15", "closed_days": "土日・祝日"}
        Profile.objects.update(suggested_questions={"always": [QUESTION]}, **profile)
        take_in(LEAFLET, name="gomi.md")
        WidgetSettings.objects.create(origins=[origin])
    return town.host


@asynccontextmanager
async def at_the_site(*, allowed: bool = True) -> AsyncIterator[Site]:
    async with open_desk() as desk:
        service = desk.address("kouno.test", "")
        line = (
            f'<script src="{service}/widget.js" async></script>'
            f'<noscript><a href="{service}/chat/">チャットで質問</a></noscript>'
        )
        with town_site(service=service, line=line) as port:
            address = f"http://www.site.test:{port}"
            await sync_to_async(_furnished)(address if allowed else "https://elsewhere.example")
            page = await desk.sit_down()
            await page.goto(address)
            yield Site(desk, page, address)


async def _tab_to(page: Page, tag: str) -> None:
    for _step in range(10):
        await page.keyboard.press("Tab")
        if await page.evaluate(_FOCUSED) == tag:
            return
    raise AssertionError(f"{tag} is not reached by the keyboard")


async def test_keyboard_alone_asks_reads_and_comes_back(committed_database: None) -> None:
    async with at_the_site() as site:
        page = site.page
        await page.wait_for_selector("yuimachi-chat .open")
        await _tab_to(page, "YUIMACHI-CHAT")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("yuimachi-chat #q")
        await page.wait_for_function(f"{_INNER} === 'q'")
        await page.keyboard.type(QUESTION)
        await page.keyboard.press("Enter")
        await page.wait_for_selector("yuimachi-chat .src a")
        assert "500円" in await page.inner_text("yuimachi-chat .turn:last-child .a")
        assert await page.evaluate(_INNER) == "q"
        await page.keyboard.press("Escape")
        await page.wait_for_selector("yuimachi-chat .open")
        assert await page.evaluate(_FOCUSED) == "YUIMACHI-CHAT"
        assert await page.context.cookies() == []


async def test_no_style_of_the_site_reaches_it_and_axe_finds_nothing(committed_database: None) -> None:
    async with at_the_site() as site:
        page = site.page
        await page.click("yuimachi-chat .open")
        await page.click("yuimachi-chat #s button")
        await page.wait_for_selector("yuimachi-chat .src a")
        await page.click("yuimachi-chat .person button")
        await page.wait_for_selector("yuimachi-chat #tm")
        assert not await page.is_visible("yuimachi-chat #q"), "one form at a time: of two, one may take the wrong words"
        field = "document.querySelector('yuimachi-chat').shadowRoot.querySelector('#q')"
        size = f"parseFloat(getComputedStyle({field}).fontSize)"
        assert await page.evaluate(size) >= 16
        for width, height in ((1280, 800), (375, 700)):
            await page.set_viewport_size({"width": width, "height": height})
            found = (await Axe().run(page, context="yuimachi-chat")).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


async def test_four_hundred_percent_zoom_is_usable(committed_database: None) -> None:
    async with at_the_site() as site:
        page = site.page
        await page.set_viewport_size({"width": 320, "height": 256})
        await page.click("yuimachi-chat .open")
        await page.fill("yuimachi-chat #q", QUESTION)
        await page.click("yuimachi-chat #send")
        await page.wait_for_selector("yuimachi-chat .src a")
        dialog = "document.querySelector('yuimachi-chat').shadowRoot.querySelector('dialog')"
        assert await page.evaluate(f"{dialog}.scrollWidth <= {dialog}.clientWidth")
        await page.click("yuimachi-chat .a .row button >> nth=0")
        await page.wait_for_selector("yuimachi-chat .a [role=status]")


async def test_the_next_page_goes_on_with_the_same_conversation(committed_database: None) -> None:
    async with at_the_site() as site:
        page = site.page
        await page.click("yuimachi-chat .open")
        await page.click("yuimachi-chat #s button")
        await page.wait_for_selector("yuimachi-chat .src a")
        await page.goto(site.address)
        await page.click("yuimachi-chat .open")
        await page.wait_for_selector("yuimachi-chat .src a")


async def test_a_site_that_is_not_named_reads_no_answer(committed_database: None) -> None:
    async with at_the_site(allowed=False) as site:
        site.desk.expected += ["blocked by CORS policy", "Failed to load resource"]
        await site.page.click("yuimachi-chat .open")
        await site.page.wait_for_selector("yuimachi-chat .warn")
        assert await site.page.locator("yuimachi-chat #q").count() == 0


async def test_without_javascript_a_link_leads_to_the_page(committed_database: None) -> None:
    async with at_the_site() as site:
        context = await site.desk.browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(site.address)
        assert (await page.get_attribute("noscript a, a", "href") or "").endswith("/chat/")
