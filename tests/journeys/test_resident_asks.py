"""A resident in a real browser: asks by stream, by keyboard, without JavaScript, opens the source, says it helped."""

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import Page

from tenants.models import Profile
from tenants.public import Town, in_town, open_chat
from tests.builders.documents import take_in
from tests.journeys.looking import IN_BROWSER, Desk, open_desk
from tests.towns import test_town

pytestmark = IN_BROWSER
LEAFLET = "# 粗大ごみの出し方\n\n粗大ごみは、環境課に申し込んでから出してください。手数料は1点につき500円です。\n"
QUESTION = "粗大ごみの手数料はいくらですか"
PARTS = "#turns .turn:last-child .turn__answer"


def furnished() -> Town:
    town = test_town(0)
    with in_town(town):
        open_chat()
        questions = {"always": [QUESTION]}
        hours = {"weekday_hours": "8:30-17:15", "closed_days": "土日・祝日"}
        Profile.objects.update(phone="0999-90-1000", suggested_questions=questions, **hours)
        take_in(LEAFLET, name="gomi.md")
    return town


async def opened(desk: Desk, page: Page) -> None:
    town = await sync_to_async(furnished)()
    await page.goto(desk.address(town.host, "/chat/"))


async def test_a_question_is_answered_with_a_source_that_opens(committed_database: None) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await opened(desk, page)
        await desk.look(page)
        await page.get_by_role("button", name=QUESTION).click()
        await page.wait_for_selector(f"{PARTS} .sources")
        assert "500円" in await page.inner_text(PARTS)
        await desk.look(page)
        await page.get_by_role("button", name="はい").click()
        await page.wait_for_selector(".rating__thanks")
        await page.click(f"{PARTS} .sources a")
        await page.wait_for_url("**/sources/**")
        assert "500円" in await page.inner_text("main")
        await desk.look(page)


async def test_the_keyboard_is_enough(committed_database: None) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await opened(desk, page)
        for _step in range(30):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.id") == "question":
                break
        await page.keyboard.type(QUESTION)
        await page.keyboard.press("Enter")
        await page.wait_for_selector(f"{PARTS} .sources")
        assert "500円" in await page.inner_text(PARTS)
        assert await page.evaluate("document.activeElement.id") == "question"
        assert "500円" in await page.inner_text("[data-chat-status]")


async def test_the_same_works_without_javascript(committed_database: None) -> None:
    async with open_desk() as desk:
        context = await desk.browser.new_context(java_script_enabled=False, locale="ja-JP")
        page = await context.new_page()
        await opened(desk, page)
        await page.fill("#question", QUESTION)
        await page.get_by_role("button", name="送る").click()
        await page.wait_for_url("**/chat/#turn-*")
        assert "500円" in await page.inner_text(PARTS)
        await page.get_by_role("button", name="はい").click()
        await page.wait_for_load_state()
        assert await page.locator(".turn").count() >= 2


@pytest.mark.parametrize("width", [320, 375])
async def test_nothing_is_wider_than_a_telephone(committed_database: None, width: int) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await opened(desk, page)
        await page.set_viewport_size({"width": width, "height": 700})
        await page.fill("#question", "とても長い語" * 20)
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#turns .turn:last-child:not([aria-busy])")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
