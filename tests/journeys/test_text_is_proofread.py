"""A clerk has a notice checked in a real browser, on a telephone and on a desk, by keyboard and by mouse."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from playwright.async_api import expect

from assistants.models import TownSpelling
from tenants.public import Town, in_town
from tests.journeys.looking import IN_BROWSER, WIDTHS, open_desk, press, sign_in
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
NOTICE = """令和8年度ごみ減量推進補助金の交付について（通知）

標記補助金の交付を希望する団体は、下記の通り申し込みを行って下さい。
なお、申請書およびその添付書類は、令和8年12月18日（木）までに町民課へ提出するものとし、郵送による場合は期限内に必着とするほか、期限を過ぎたものについては受け付けを行わないので、関係する各団体の皆様へ広く周知されるようお願いします。
1　補助金の額　1団体当たり150000円
2　問い合わせ先　町民課環境係（電話0999-30-1161）
尚、子供会の申請は教育委員会で取り扱う。"""


@pytest.fixture
def town(committed_database: None) -> Town:
    """A town with its people and one word of its own."""
    connection.close()
    town = test_town(0)
    settle(town)
    with in_town(town):
        TownSpelling.objects.create(
            preferred="こども", avoided=["子供", "子ども"], reason="町こども条例による", written_at=timezone.now()
        )
    return town


async def test_a_notice_is_checked_mended_undone_and_saved(town: Town) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await sign_in(page, desk.address(town.host, "/proofread/"), email="member@town.example")
        await desk.look(page)
        await page.get_by_label("文章", exact=True).fill(NOTICE)
        await press(page, "確かめる")
        await expect(page.locator("#proof-text")).to_contain_text("ごみ減量推進補助金")
        await expect(page.locator(".proof-finding--error").first).to_contain_text("申し込み")
        await desk.look(page)
        for width in WIDTHS if PICTURES else ():
            await page.set_viewport_size({"width": width, "height": 900})
            await page.screenshot(path=Path(PICTURES) / f"proofread-{width}.png", full_page=True)
        await page.get_by_role("button", name="直す: 子供をこどもに").click()
        await expect(page.get_by_role("status").first).to_contain_text("「子供」を「こども」に直しました。")
        await page.get_by_role("button", name="か所をまとめて直す").click()
        await expect(page.locator("#proof-text")).to_contain_text("問合せ先")
        text = await page.get_by_label("文章", exact=True).input_value()
        assert "下記のとおり申込みを行ってください" in text
        assert "12月18日（木）" in text  # a person decides which of the two is right
        await page.get_by_role("button", name="元に戻す", exact=True).click()
        await expect(page.locator("#proof-text")).to_contain_text("問い合わせ先")
        await page.get_by_label("題名").fill("補助金の通知")
        await page.get_by_role("button", name="保存する").click()
        await expect(page.get_by_role("link", name="補助金の通知")).to_be_visible()
        await desk.look(page)


async def test_it_works_without_javascript(town: Town) -> None:
    async with open_desk() as desk:
        context = await desk.browser.new_context(java_script_enabled=False, locale="ja-JP")
        page = await context.new_page()
        await sign_in(page, desk.address(town.host, "/proofread/"), email="member@town.example")
        await page.get_by_label("文章", exact=True).fill("補助金の手続きは、別紙の通りです。")
        await press(page, "確かめる")
        await page.get_by_role("button", name="直す: 手続きを手続に").click()
        await expect(page.get_by_label("文章", exact=True)).to_have_value("補助金の手続は、別紙の通りです。")
