"""A clerk in a real browser: tour, palette, template, draft, reference, copy; and a session that ends."""

import os
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from playwright.async_api import Page, expect

from assistants.prompting.load_starter import load_starter
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.public import Town, in_town
from tests.builders.documents import take_in
from tests.journeys.looking import IN_BROWSER, WIDTHS, Desk, open_desk, press, sign_in
from tests.model_server import Behaviour, ModelServer
from tests.towns import PASSWORD, settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
RULES = """○甲野町手数料条例

平成12年3月21日

条例第9号

（手数料の額）

第1条　手数料の額は、1通につき300円とする。

（手数料の免除）

第2条　町長は、公用のため請求するときは、手数料を免除することができる。
"""
TYPED = "断水のお知らせを、住民に分かりやすく書いてください。"


@pytest.fixture
def town(committed_database: None) -> Town:
    """A town with its people, the starter library and an ordinance."""
    connection.close()
    town = test_town(0)
    settle(town)
    with in_town(town):
        load_starter(now=timezone.now())
        take_in(RULES, name="tesuryo.txt")
    return town


@sync_to_async
def add_model(town: Town, url: str) -> None:
    with in_town(town):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=url)


@sync_to_async
def end_sessions(town: Town) -> None:
    with in_town(town):
        Session.objects.all().delete()


async def look(desk: Desk, page: Page, name: str) -> None:
    """Axe at both widths; pictures when asked for."""
    await desk.look(page)
    for width in WIDTHS if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=Path(PICTURES) / f"road-{name}-{width}.png", full_page=True)
    await page.set_viewport_size({"width": 1280, "height": 800})


async def by_palette(page: Page, words: str) -> None:
    await page.keyboard.press("Control+k")
    await page.locator("#palette-input").fill(words)
    await expect(page.locator("#palette-list [role=option][aria-selected=true]")).to_be_visible()
    await expect(page.locator("#palette-list")).to_contain_text(words)


async def test_a_clerk_goes_the_whole_road(town: Town) -> None:
    with ModelServer(always=Behaviour(word_seconds=0.005)) as model:
        BREAKER.forget(schema_name=town.schema_name)
        await add_model(town, model.url)
        async with open_desk() as desk:
            page = await desk.sit_down()
            await sign_in(page, desk.address(town.host, "/accounts/login/"), email="member@town.example")
            await page.goto(desk.address(town.host, "/home/"))
            await take_the_tour(desk, page)
            await by_palette(page, "断水")
            await desk.look(page)
            await page.keyboard.press("Escape")
            await by_palette(page, "断水")
            await page.keyboard.press("Enter")
            await page.wait_for_url("**/prompts/*/")
            await page.get_by_role("link", name="記入例を入れてみる").click()
            await page.wait_for_load_state()
            await press(page, "AIで文を作る")
            await expect(page.get_by_role("button", name="もう一度作る")).to_be_visible(timeout=20_000)
            await page.get_by_role("link", name="下書きにする").click()
            await page.wait_for_load_state()
            await expect(page.locator("#text")).to_contain_text("承知しました")
            await copy_a_reference(desk, page, town)


async def take_the_tour(desk: Desk, page: Page) -> None:
    await look(desk, page, "tour")
    await expect(page.locator("[data-tour-step]:visible")).to_have_count(1)
    await page.locator("[data-tour-next]").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-tour-at]")).to_have_text("2 / 3")
    await page.keyboard.press("ArrowRight")
    await press(page, "使い始める")
    await expect(page.locator("[data-tour]")).to_have_count(0)
    await expect(page.locator("main")).to_contain_text("今日のヒント")
    await look(desk, page, "home")


async def copy_a_reference(desk: Desk, page: Page, town: Town) -> None:
    await page.goto(desk.address(town.host, "/references/"))
    await look(desk, page, "reference-empty")
    await page.fill("#q", "手数料条例 第2条")
    await press(page, "探す")
    first = page.locator(".reference__results > li").first
    await first.get_by_text("出典を付けて写す").click()
    await first.get_by_text("前後の文を読む").click()
    await look(desk, page, "reference")
    await first.get_by_role("button", name="文と出典をコピーする").click()
    copied = await page.evaluate("getSelection().toString()")  # tests are served without TLS: no clipboard, a selection
    assert copied.splitlines()[-1].strip() == "甲野町手数料条例（平成12年条例第9号）第2条"
    assert "免除することができる" in copied
    await first.get_by_role("button", name="役に立った").click()
    await page.wait_for_load_state()
    await expect(page.locator(".reference__results > li").first).to_contain_text("課の1人が「役に立った」")


async def test_what_was_typed_outlives_a_session_that_ended(town: Town) -> None:
    async with open_desk() as desk:
        desk.expected.append("401")
        page = await desk.sit_down()
        await sign_in(page, desk.address(town.host, "/inquiries/"), email="member@town.example")
        await press(page, "新しく調べる")
        await end_sessions(town)
        await page.fill("#question", TYPED)
        await page.click("[data-chat-send]")
        await expect(page.locator("#question")).to_have_value(TYPED)
        await expect(page.locator("#turns")).to_contain_text("ログインの期限が切れました")
        await page.get_by_role("link", name="ログインして続ける").click()
        await sign_in_again(page)
        await expect(page.locator("#question")).to_have_value(TYPED)
        await page.goto(desk.address(town.host, "/prompts/new/"))
        await page.goto(desk.address(town.host, "/drafts/new/"))
        await page.fill("#id_title", "断水の通知を書く")
        await page.fill("#text", TYPED)
        await end_sessions(town)
        await page.get_by_role("button", name="書き始める").click()
        await expect(page.locator("h1")).to_have_text("ログインの期限が切れました")
        await look(desk, page, "session-ended")
        await page.get_by_role("link", name="ログインして続ける").click()
        await sign_in_again(page)
        await expect(page.locator("#text")).to_have_value(TYPED)
        await expect(page.locator("#id_title")).to_have_value("断水の通知を書く")


async def sign_in_again(page: Page) -> None:
    await page.fill("#id_login", "member@town.example")
    await page.fill("#id_password", PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: "/accounts/" not in url)
