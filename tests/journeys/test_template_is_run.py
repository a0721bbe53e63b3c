"""A clerk fills in a template in a real browser: the prompt grows beside the form, the text streams in."""

import os
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone
from playwright.async_api import Page, expect

from assistants.prompting.load_starter import load_starter
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.public import Town, in_town
from tests.journeys.looking import IN_BROWSER, WIDTHS, Desk, open_desk, press, sign_in
from tests.model_server import Behaviour, ModelServer
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look


@pytest.fixture
def town(committed_database: None) -> Town:
    """A town with its people and the starter library."""
    connection.close()
    town = test_town(0)
    settle(town)
    with in_town(town):
        load_starter(now=timezone.now())
    return town


@sync_to_async
def add_model(town: Town, url: str) -> None:
    """What an admin does on the page of the models."""
    with in_town(town):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=url)


async def look(desk: Desk, page: Page, name: str) -> None:
    """Axe at both widths; pictures when asked for."""
    await desk.look(page)
    for width in WIDTHS if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=Path(PICTURES) / f"prompt-{name}-{width}.png", full_page=True)


async def test_a_clerk_finds_fills_in_and_runs_a_template(town: Town) -> None:
    with ModelServer(always=Behaviour(word_seconds=0.01)) as model:
        BREAKER.forget(schema_name=town.schema_name)
        await add_model(town, model.url)
        async with open_desk() as desk:
            page = await desk.sit_down()
            await sign_in(page, desk.address(town.host, "/prompts/"), email="member@town.example")
            await look(desk, page, "list")
            await page.get_by_label("言葉で探す").fill("断水")
            await press(page, "探す")
            await page.locator(".prompt-card a").first.click()
            await page.wait_for_load_state()
            await look(desk, page, "empty")
            await page.get_by_role("link", name="記入例を入れてみる").click()
            await page.wait_for_load_state()
            await page.locator("#prompt-form textarea").first.fill("試しに書いた内容です。")
            await expect(page.locator("#prompt-text")).to_contain_text("試しに書いた内容です。")
            await look(desk, page, "filled")
            await press(page, "AIで文を作る")
            await expect(page.get_by_role("button", name="もう一度作る")).to_be_visible()
            await expect(page.locator("#output")).to_contain_text("承知しました")
            await look(desk, page, "result")
            await page.goto(desk.address(town.host, "/home/"))
            await expect(page.get_by_role("heading", name="最近使ったひな形")).to_be_visible()
            await look(desk, page, "home")


async def test_the_editor_the_library_and_the_patterns_are_usable_at_both_widths(town: Town) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await sign_in(page, desk.address(town.host, "/prompts/starter/"), email="admin@town.example")
        await look(desk, page, "starter")
        await page.goto(desk.address(town.host, "/prompts/new/"))
        await look(desk, page, "new")
        await page.goto(desk.address(town.host, "/prompts/import/"))
        await look(desk, page, "import")
        await page.goto(desk.address(town.host, "/prompts/1/versions/"))
        await look(desk, page, "versions")
        await page.goto(desk.address(town.host, "/faq-patterns/"))
        await look(desk, page, "patterns")
        await page.locator(".prompt-card a").first.click()
        await look(desk, page, "pattern")
        await page.goto(desk.address(town.host, "/faq-patterns/blanks/"))
        await look(desk, page, "blanks")
