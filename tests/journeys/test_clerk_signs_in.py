"""A clerk in a real browser: signs in, adds a passkey, comes back by it; an admin's pages are clean at two widths."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from asgiref.sync import sync_to_async
from axe_playwright_python.async_playwright import Axe
from django.db import connection
from playwright.async_api import Page, async_playwright

from tenants.public import Town
from tests.towns import PASSWORD, settle, test_town
from tests.web.conftest import served

CHROMIUM = "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="needs Debian's chromium: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume synchronous iterators"),
]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WIDE = 1280
# An unknown invitation is a 404 on purpose; Chromium's hint about password managers fits no form that asks to confirm.
EXPECTED = ("status of 404", "[DOM] Password forms")
ADMIN_PAGES = (
    "/home/", "/approvals/", "/people/", "/people/invite/", "/people/1/", "/sections/", "/sections/new/",
    "/settings/profile/", "/settings/policy/", "/settings/models/", "/settings/models/new/", "/audit-log/",
    "/first-day/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/sessions/",
    "/accounts/password/change/", "/accounts/email/",
)  # fmt: skip


@asynccontextmanager
async def at_town(width: int, complaints: list[str]) -> AsyncIterator[tuple[Page, str]]:
    """A page of a browser that finds the first test town, and the town's address."""
    town = await sync_to_async(settled_town)()
    async with served() as address, async_playwright() as playwright:
        origin = f"http://{town.host}:{urlsplit(address).port}"
        arguments = ["--no-sandbox", "--headless", "--disable-background-networking", "--no-first-run"]
        names = [
            f"--host-resolver-rules=MAP {town.host} 127.0.0.1",
            f"--unsafely-treat-insecure-origin-as-secure={origin}",
        ]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*arguments, *names])
        page = await browser.new_page(viewport={"width": width, "height": 800}, locale="ja-JP")
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page, origin
        await browser.close()
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's, which the next test finds dead


def settled_town() -> Town:
    """The first test town with its people."""
    connection.close()  # of the test before: its database is gone
    town = test_town(0)
    settle(town)
    return town


async def sign_in(page: Page, origin: str, email: str) -> None:
    await page.goto(f"{origin}/accounts/login/")
    await page.fill("#id_login", email)
    await page.fill("#id_password", PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/home/")


async def test_a_passkey_is_added_and_opens_the_door(committed_database: None) -> None:
    complaints: list[str] = []
    async with at_town(1280, complaints) as (page, origin):
        devices = await page.context.new_cdp_session(page)
        await devices.send("WebAuthn.enable")
        await devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        await sign_in(page, origin, "head@town.example")
        await page.goto(f"{origin}/accounts/2fa/webauthn/add/")
        await page.check("#id_passwordless")
        await page.click("#mfa_webauthn_add")
        await page.wait_for_url("**/recovery-codes/")
        assert await page.locator("#recovery_codes li").count() == 10
        await page.click("summary.menu__button")
        await page.click(".menu__list button")
        await page.wait_for_url("**/accounts/login/**")
        await page.click("#passkey_login")
        await page.wait_for_url("**/home/")
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 320])
async def test_the_admins_pages_are_clean(committed_database: None, width: int) -> None:
    complaints: list[str] = []
    async with at_town(width, complaints) as (page, origin):
        for path in ("/accounts/login/", "/accounts/password/reset/", "/join/unknown/"):
            await page.goto(origin + path)
            await check(page, path, width)
        await sign_in(page, origin, "admin@town.example")
        for path in ADMIN_PAGES:
            await page.goto(origin + path)
            await check(page, path, width)
    assert [text for text in complaints if not any(known in text for known in EXPECTED)] == []


async def check(page: Page, path: str, width: int) -> None:
    """Axe finds nothing (looked for once, it is slow), and nothing is wider than the screen."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
    if width < WIDE:
        return
    found = (await Axe().run(page)).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["html"][:160]) for one in found] == [], path
