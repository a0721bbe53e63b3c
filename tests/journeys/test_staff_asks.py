"""Staff in a real browser: ask by stream, attach a file, edit a question; all of it without scripts, too."""

from pathlib import Path

from asgiref.sync import sync_to_async
from django.utils import timezone
from playwright.async_api import Page, expect

from assistants.inquiring.attach import read_attached
from assistants.models import InquiryFile
from tenants.public import Town, in_town
from tests.builders.documents import take_in
from tests.journeys.looking import IN_BROWSER, Desk, open_desk, press, sign_in
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
RULES = "# 集会所の減免\n\n自治会が会議に使うときは、集会所の利用料を全額免除する。申請は総務課へ行う。\n"
NOTE = "# 打合せの記録\n\n苗代橋の修繕は令和9年2月に始める。担当は建設課である。\n"
ASKED = "集会所の利用料が免除されるのはどのような場合ですか"
TURNS = "#turns > .turn"


def furnished() -> Town:
    town = test_town(0)
    settle(town)
    with in_town(town):
        take_in(RULES, name="shukaijo.md")
    return town


def read_files(town: Town) -> None:
    """What the worker does."""
    with in_town(town):
        for file_id in InquiryFile.objects.values_list("pk", flat=True):
            read_attached(file_id=file_id, now=timezone.now())


async def seated(desk: Desk, page: Page) -> Town:
    town = await sync_to_async(furnished)()
    await sign_in(page, desk.address(town.host, "/accounts/login/"), email="member@town.example")
    await page.goto(desk.address(town.host, "/inquiries/"))
    return town


async def ask(page: Page, question: str, *, turns: int) -> str:
    await page.fill("#question", question)
    await page.click("[data-chat-send]")
    await expect(page.locator(TURNS)).to_have_count(turns)
    last = page.locator(TURNS).last
    await expect(last.locator(".inquiry__sources")).to_be_visible(timeout=20_000)
    return str(await last.inner_text())


async def test_a_clerk_asks_with_a_file_and_edits_the_question(committed_database: None, tmp_path: Path) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        town = await seated(desk, page)
        await desk.look(page)
        await press(page, "新しく調べる")
        assert "全額免除" in await ask(page, ASKED, turns=1)
        await expect(page.locator("h1")).to_have_text(ASKED)
        await expect(page.locator("#id_grade")).to_be_hidden()
        await desk.look(page)
        (tmp_path / "kiroku.md").write_text(NOTE, encoding="utf-8")
        await page.set_input_files("#attach", tmp_path / "kiroku.md")
        await press(page, "添付する")
        await sync_to_async(read_files)(town)
        await expect(page.locator("#files")).to_contain_text("使えます", timeout=20_000)
        assert "令和9年2月" in await ask(page, "苗代橋の修繕はいつ始まりますか", turns=2)
        assert "全額免除" in await ask(page, ASKED, turns=3), "a file does not stand before what the town has written"
        await page.locator(TURNS).first.get_by_role("button", name="質問を直す").click()
        assert await page.input_value("#question") == ASKED
        assert "令和9年2月" in await ask(page, "苗代橋の修繕の担当は", turns=1)
        await page.get_by_text("答え方と探す範囲").click()
        await page.get_by_text("名前・共有・削除").click()
        await desk.look(page)
        await page.locator(TURNS).last.locator(".inquiry__sources a").first.click()
        await expect(page.locator("main")).to_contain_text("令和9年2月")
        await desk.look(page)


async def test_the_same_works_without_javascript(committed_database: None) -> None:
    async with open_desk() as desk:
        context = await desk.browser.new_context(java_script_enabled=False, locale="ja-JP")
        page = await context.new_page()
        await seated(desk, page)
        await press(page, "新しく調べる")
        await page.fill("#question", ASKED)
        await press(page, "送る")
        await expect(page.locator(TURNS).last).to_contain_text("全額免除")
