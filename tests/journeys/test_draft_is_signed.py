"""A clerk writes a draft in a real browser: the check follows, facts are marked, it is confirmed by name and taken."""

import os
from pathlib import Path

import pytest
from django.db import connection
from playwright.async_api import expect

from tests.journeys.looking import IN_BROWSER, WIDTHS, Desk, open_desk, press, sign_in
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
BASIS = "敬老会は令和8年9月20日（日）午前10時から、文化会館で行う。参加費は500円。対象は75歳以上の町民。"
TEXT = """敬老会を次の通り行いますので、ぜひお越し下さい。

## 日時と場所

- 日時　令和8年9月20日（日）午前10時から
- 場所　文化会館
- 参加費　800円

| 持ち物 | 備考 |
|---|---|
| 上履き | 会場で貸し出しもあります |
"""


@pytest.fixture
def host(committed_database: None) -> str:
    connection.close()
    town = test_town(0)
    settle(town)
    return town.host


async def test_a_draft_is_written_checked_confirmed_and_taken_along(host: str, tmp_path: Path) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await sign_in(page, desk.address(host, "/drafts/"), email="member@town.example")
        await _look(desk, page, "list")
        await page.get_by_role("link", name="新しく書く").click()
        await page.get_by_label("題名").fill("敬老会のお知らせ")
        await page.get_by_label("文書の種類").select_option("press")
        await page.get_by_label("もとにした資料・条件").fill(BASIS)
        await page.locator("#text").fill(TEXT)
        await _look(desk, page, "new")
        await press(page, "書き始める")
        await expect(page.locator("#looked mark")).to_have_text(["800円"])
        await _look(desk, page, "draft")
        await _use_the_bar(page)
        await page.get_by_role("button", name="「ください」に直す").click()
        await expect(page.locator("#text")).to_have_value(TEXT.replace("下さい", "ください"))
        await page.locator("#text").fill(TEXT.replace("下さい", "ください").replace("800", "500"))
        await expect(page.locator("#looked mark")).to_have_count(0)
        await press(page, "保存する")
        await _two_windows(desk, page)
        for vow in await page.locator("input[name=vow]").all():
            await vow.check()
        await page.get_by_label("15分").check()
        await press(page, "確認する")
        await _look(desk, page, "confirmed")
        async with page.expect_download() as download:
            await page.get_by_role("link", name="Word").click()
        taken = tmp_path / "draft.docx"
        await (await download.value).save_as(taken)
        assert taken.read_bytes().startswith(b"PK")
        await page.get_by_role("link", name="第1版").click()
        await _look(desk, page, "versions")


async def _use_the_bar(page) -> None:
    """By mouse and by keys, and back again as if it had been typed."""
    text = page.locator("#text")
    await text.evaluate("field => field.setSelectionRange(0, 3)")
    await page.get_by_role("button", name="太字").click()
    await expect(text).to_have_value(f"**敬老会**{TEXT[3:]}")
    await page.get_by_role("button", name="太字").press("ArrowRight")
    await expect(page.get_by_role("button", name="箇条書き")).to_be_focused()
    await text.focus()
    await page.keyboard.press("Control+z")
    await expect(text).to_have_value(TEXT)
    await text.evaluate(
        "field => field.setSelectionRange(field.value.indexOf('- 参加費'), field.value.indexOf('- 参加費') + 9)"
    )
    await text.evaluate(
        "field => field.setSelectionRange(field.value.indexOf('800円') + 4, field.value.indexOf('800円') + 4)"
    )
    await page.keyboard.press("Enter")
    await expect(text).to_have_value(TEXT.replace("800円\n", "800円\n- \n"))
    await page.keyboard.press("Enter")
    await page.keyboard.press("Backspace")
    await expect(text).to_have_value(TEXT)


async def _two_windows(desk: Desk, page) -> None:
    """What another window of the same person wrote is neither overwritten nor hidden: compared, then chosen."""
    desk.expected.append("status of 409")  # the other window is told by it
    other = await page.context.new_page()
    await other.goto(page.url)
    saved = await page.locator("#text").input_value()
    await other.locator("#text").fill(f"{saved}ほかの窓の行\n")
    await press(other, "保存する")
    await page.locator("#text").fill(f"{saved}この窓の行\n")
    await page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    await page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true}); dispatchEvent(new Event('visibilitychange'))"
    )
    await expect(page.get_by_text("あなたの別の画面で先に保存されています")).to_be_visible()
    await page.get_by_role("button", name="見比べる").click()
    await expect(page.locator("#text")).to_have_value(f"{saved}この窓の行\n")
    await expect(page.locator("ins").filter(has_text="この").first).to_be_visible()
    await _look(desk, page, "compared")
    await page.locator("#text").fill(saved)
    await press(page, "保存する")
    await other.close()


async def _look(desk: Desk, page, name: str) -> None:
    await desk.look(page)
    for width in WIDTHS if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=Path(PICTURES) / f"draft-{name}-{width}.png", full_page=True)
