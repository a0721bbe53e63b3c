"""The consortium's operator in a real browser: opens a town by form, suspends it, lets it go on."""

import pytest
from django.db import connection
from playwright.async_api import Page, expect

from tenants.models import Person
from tenants.public import in_public
from tests.journeys.looking import IN_BROWSER, Desk, open_desk, press, sign_in
from tests.towns import PASSWORD

pytestmark = IN_BROWSER
HOST, EMAIL = "operator.test", "op@consortium.example"


@pytest.fixture
def operator(committed_database: None) -> None:
    """Somebody who works for the consortium."""
    connection.close()
    with in_public():
        Person.objects.create_user(email=EMAIL, name="協議 太郎", password=PASSWORD, is_operator=True)


async def test_a_town_is_opened_by_form_suspended_and_resumed(operator, mailoutbox) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await sign_in(page, desk.address(HOST, "/accounts/login/"), email=EMAIL)
        await desk.look(page)
        await open_shirataka(desk, page)
        assert "/join/" in mailoutbox[-1].body
        await page.goto(desk.address(HOST, "/towns/"))
        await desk.look(page)
        await page.get_by_role("link", name="白鷹町").click()
        await desk.look(page)
        town = await desk.sit_down()
        await town.goto(desk.address("shirataka.test", "/accounts/login/"))
        await suspend(desk, page, town)
        await press(page, "利用を再開")
        await expect(page.locator("main")).to_contain_text("利用中")
        await town.goto(desk.address("shirataka.test", "/accounts/login/"))
        await expect(town.locator("main")).to_contain_text("職員ログイン")
        await page.goto(desk.address(HOST, "/health/"))
        await desk.look(page)


async def open_shirataka(desk: Desk, page: Page) -> None:
    """Search, choose, be told of a wrong check digit without losing what was typed, open."""
    await page.goto(desk.address(HOST, "/towns/open/?q=しらたか"))
    await expect(page.locator("table")).to_contain_text("白鷹町")
    await desk.look(page)
    await page.get_by_role("link", name="白鷹町を選ぶ").click()
    code = await page.input_value("#id_code")
    await page.fill("#id_code", code[:5] + str((int(code[5]) + 1) % 10))
    await page.fill("#id_slug", "shirataka")
    await page.fill("#id_admin_email", "admin@shirataka.example")
    await press(page, "開設して招待メールを送る")
    await expect(page.locator("main")).to_contain_text("検査数字（6けた目）が合いません")
    assert await page.input_value("#id_slug") == "shirataka"
    await desk.look(page)
    await page.fill("#id_code", code)
    await press(page, "開設して招待メールを送る")
    await expect(page.locator("body")).to_contain_text("白鷹町を開設し、招待メールを送りました", timeout=60_000)


async def suspend(desk: Desk, page: Page, town: Page) -> None:
    """The town's pages and its residents' chat tell of it."""
    await page.fill("#reason", "契約の更新を待っています")
    await press(page, "利用を停止")
    await expect(page.locator("main")).to_contain_text("停止中")
    await desk.look(page)
    desk.expected.append("status of 503")
    for path in ("/accounts/login/", "/chat/"):
        await town.goto(desk.address("shirataka.test", path))
        await expect(town.locator("main")).to_contain_text("休止")
        await desk.look(town)
