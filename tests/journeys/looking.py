"""A real browser on the served product: finds every host of the tests, looks at each page at two widths."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from asgiref.sync import sync_to_async
from axe_playwright_python.async_playwright import Axe
from django.db import connection
from playwright.async_api import Browser, Page, async_playwright

from tests.towns import PASSWORD
from tests.web.conftest import served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-background-networking", "--no-first-run"]
WIDTHS = (375, 1280)
# Chromium's hints about password managers fit no form that asks to confirm, nor one where a name stands before the
# password (the user name is the invited address, in a hidden field); hosts of tests are served without TLS.
EXPECTED = ("[DOM] Password forms", '(suggested: "username")', "Cross-Origin-Opener-Policy header has been ignored")
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="needs Debian's chromium: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume synchronous iterators"),
]


@dataclass
class Desk:
    """Browsers on the served product. `complaints`: what looking found, and what the pages wrote to their console."""

    browser: Browser
    port: int
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=lambda: [*EXPECTED])

    async def sit_down(self) -> Page:
        """A browser of somebody new: no cookie, Japanese."""
        context = await self.browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
        page = await context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def address(self, host: str, path: str = "/") -> str:
        """Where a path of a host is served."""
        return f"http://{host}:{self.port}{path}"

    async def look(self, page: Page) -> None:
        """Axe finds nothing and nothing is wider than the screen, on a telephone and on a desk; else a complaint."""
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 800})
            for one in (await Axe().run(page)).response["violations"]:
                self.complaints.append(f"{page.url} {width}: {one['id']} {one['nodes'][0]['html'][:300]}")
            if await page.evaluate("document.documentElement.scrollWidth") > width:
                self.complaints.append(f"{page.url} {width}: wider than the screen")

    def _hear(self, message) -> None:
        if not any(known in message.text for known in self.expected):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")


@asynccontextmanager
async def open_desk() -> AsyncIterator[Desk]:
    """The product served by this process, and a browser beside it."""
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's, of the test before
    async with served() as address, async_playwright() as playwright:
        names = "--host-resolver-rules=MAP *.test 127.0.0.1"
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, names])
        desk = Desk(browser, urlsplit(address).port or 0)
        yield desk
        await browser.close()
        assert desk.complaints == [], desk.complaints
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  the next test finds it dead


async def press(page: Page, name: str) -> None:
    """Press the button that is called so, and wait for the page it leads to."""
    await page.get_by_role("button", name=name, exact=True).click()
    await page.wait_for_load_state()


async def sign_in(page: Page, address: str, *, email: str, password: str = PASSWORD) -> None:
    """Through the sign-in page to the first page."""
    await page.goto(address)
    await page.fill("#id_login", email)
    await page.fill("#id_password", password)
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: "/accounts/" not in url)
