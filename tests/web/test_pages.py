"""The style page in a real browser: axe finds nothing, nothing is wider than the screen, nothing breaks the policy."""

import os

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

from tests.web.conftest import served
from web.navigation import NavEntry, register

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("frame_only", "registry")]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-background-networking", "--no-first-run"]
PAGES = ["/style/", "/style/staff/", "/style/operator/", "/style/resident/", "/style/plain/", "/style/server_error/"]
# The page of the style form shows a date no browser takes, on purpose; a 500 page is a failed resource, on purpose.
EXPECTED = ("does not conform to the required format", "status of 500")


@pytest.fixture
async def browser():
    if not os.path.exists(CHROMIUM):
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield one
        await one.close()


async def opened(browser: Browser, url: str, width: int, complaints: list[str]) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": 800}, locale="ja-JP")
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    return page


@pytest.mark.parametrize("width", [1280, 320])
async def test_every_frame_and_component_is_clean(browser, width):
    register(NavEntry("部品", "style", "home", 1))
    complaints: list[str] = []
    async with served() as address:
        for path in PAGES:
            page = await opened(browser, address + path, width, complaints)
            found = (await Axe().run(page)).response["violations"]
            assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
            await page.close()
    assert [text for text in complaints if not any(known in text for known in EXPECTED)] == []


async def test_a_dialog_opens_takes_the_focus_and_closes_by_escape(browser):
    async with served() as address:
        page = await opened(browser, f"{address}/style/", 1280, [])
        await page.click("[data-dialog-open]")
        assert await page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
        await page.keyboard.press("Escape")
        assert not await page.evaluate("document.querySelector('dialog').open")
        assert await page.evaluate("document.activeElement.matches('[data-dialog-open]')")


async def test_a_form_is_sent_once_however_often_it_is_pressed(browser):
    async with served() as address:
        page = await opened(browser, f"{address}/style/", 1280, [])
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
        await page.evaluate(
            "const form = document.querySelector('form[data-unsaved]'); form.requestSubmit(); form.requestSubmit();"
        )
        await page.wait_for_selector("#messages [data-flash]")
        assert sent == ["POST"]
        assert "保存しました。" in await page.inner_text("#messages")


async def test_progress_grows_by_itself_and_stops_asking(browser):
    async with served() as address:
        page = await opened(browser, f"{address}/style/", 1280, [])
        await page.wait_for_selector("#style-progress progress[value='100']", timeout=15_000)
        assert await page.get_attribute("#style-progress", "hx-trigger") is None


async def test_without_javascript_menu_and_dialog_still_open(browser):
    register(NavEntry("部品", "style", "home", 1))
    async with served() as address:
        context = await browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
        page = await context.new_page()
        await page.goto(f"{address}/style/")
        await page.click("details.menu-row > summary")
        assert await page.is_visible("details.menu-row .side-nav__link")
        await page.click("[data-dialog-open]")
        assert await page.is_visible("#confirm-delete")
        assert not await page.is_visible("[data-copy]")
        await context.close()
