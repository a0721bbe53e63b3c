"""In a real browser: a resident asks for a person, a clerk answers, the answer appears without a reload; staff look at
the log, the statistics and the reports."""

import os

from asgiref.sync import sync_to_async
from playwright.async_api import Page

from assistants.models import Handover
from tenants.models import Profile
from tenants.public import Town, in_town, open_chat
from tests.builders.documents import take_in
from tests.journeys.looking import IN_BROWSER, Desk, open_desk, press, sign_in
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
LEAFLET = "# 粗大ごみの出し方\n\n粗大ごみは、環境課に申し込んでから出してください。手数料は1点につき500円です。\n"
PICTURES = os.environ.get("YUIMACHI_PICTURES", "")


def furnished() -> Town:
    town = test_town(0)
    settle(town)
    with in_town(town):
        open_chat()
        Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
        take_in(LEAFLET, name="gomi.md")
    return town


async def look(desk: Desk, page: Page, name: str) -> None:
    """Axe and widths; with YUIMACHI_PICTURES a picture at each width, too."""
    await desk.look(page)
    for width in (375, 1280) if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)


async def test_from_the_chat_to_a_clerk_and_back(committed_database: None) -> None:
    async with open_desk() as desk:
        town = await sync_to_async(furnished)()
        resident, clerk = await desk.sit_down(), await desk.sit_down()
        await resident.goto(desk.address(town.host, "/chat/"))
        await resident.fill("#question", "粗大ごみの手数料はいくらですか")
        await resident.keyboard.press("Enter")
        await resident.wait_for_selector("#turns .turn:last-child .sources")
        await resident.get_by_role("button", name="いいえ").click()
        await resident.get_by_label("情報が古い").check()
        await look(desk, resident, "why")
        await resident.get_by_role("button", name="理由を送る").click()
        await resident.wait_for_selector(".rating__thanks")
        await resident.click("#turns .turn:last-child .to-person")
        await resident.wait_for_url("**/chat/talk/**")
        assert "粗大ごみ" in await resident.input_value("#id_message")
        await look(desk, resident, "form")
        await resident.get_by_label("上の使い方に同意する").check()
        await press(resident, "職員に送る")
        await resident.wait_for_selector(".talk")
        await look(desk, resident, "talk")
        await sign_in(clerk, desk.address(town.host, "/home/"), email="admin@town.example")
        await clerk.goto(desk.address(town.host, "/handovers/"))
        await look(desk, clerk, "queue")
        await clerk.get_by_role("link", name="相談1").click()
        await clerk.wait_for_url("**/handovers/*/")
        await press(clerk, "私が対応する")
        await clerk.fill("#text", "500円です。シールを役場でお求めください。")
        await look(desk, clerk, "handover")
        await press(clerk, "返信する")
        await resident.wait_for_selector(".word--desk", timeout=40_000)
        assert "シールを役場で" in await resident.inner_text(".talk")
        await look(desk, resident, "answered")
        await resident.fill(".talk__form textarea", "ありがとうございました")
        await resident.locator(".talk__form").get_by_role("button", name="職員に送る").click()
        await resident.wait_for_selector(".word--resident >> nth=1")
        for path in ("handovers/rules", "conversations", "conversations/statistics", "reports"):
            await clerk.goto(desk.address(town.host, f"/{path}/"))
            await look(desk, clerk, path.replace("/", "-"))
        assert await sync_to_async(state)(town) == "taken"


def state(town: Town) -> str:
    with in_town(town):
        return Handover.objects.get().state
