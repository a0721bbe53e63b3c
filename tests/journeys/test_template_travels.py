"""A template travels: town A shares it in a real browser, the operator looks at it and releases it."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from playwright.async_api import Page, expect

from assistants.models import Scope
from assistants.prompting.content import Content, Field
from assistants.prompting.write import make_template
from audit_log.public import SYSTEM
from tenants.models import Person, Profile
from tenants.public import Town, in_public, in_town
from tests.journeys.looking import IN_BROWSER, WIDTHS, Desk, open_desk, press, sign_in
from tests.towns import PASSWORD, settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
OPERATOR = "op@consortium.example"
BODY = """甲野町の催し「{{催しの名前}}」を住民に知らせる文を書いてください。
会場はこうの会館（甲野町大字本郷12番地）、参加費は500円です。
問い合わせ先は住民課（電話 0999-90-1002）、町長 甲野 太郎の名前で出します。
料金は税込で書いてください。"""


@pytest.fixture
def town(committed_database: None) -> Town:
    """A town with a template that is full of the town, and an operator."""
    connection.close()
    town = test_town(0)
    settle(town)
    with in_public():
        Person.objects.create_user(email=OPERATOR, name="協議 太郎", password=PASSWORD, is_operator=True)
    with in_town(town):
        Profile.objects.filter(pk=1).update(mayor="甲野 太郎")
        content = Content("催しの案内文", "催しを知らせる", "notice", BODY, fields=(Field("催しの名前", "text"),))
        make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=SYSTEM, now=timezone.now())
    return town


async def look(desk: Desk, page: Page, name: str) -> None:
    """Axe at both widths; pictures when asked for."""
    await desk.look(page)
    for width in WIDTHS if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=Path(PICTURES) / f"share-{name}-{width}.png", full_page=True)
    await page.set_viewport_size({"width": 1280, "height": 800})


async def test_a_town_shares_a_template_and_the_operator_releases_it(town: Town) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await sign_in(page, desk.address(town.host, "/library/offerings/"), email="admin@town.example")
        await share(desk, page)
        operator = await desk.sit_down()
        await sign_in(operator, desk.address("operator.test", "/accounts/login/"), email=OPERATOR)
        await release(desk, operator)
        await page.reload()
        await expect(page.locator("main")).to_contain_text("公開済み")
        await look(desk, page, "released")


async def share(desk: Desk, page: Page) -> None:
    """Choose, say what it is, decide about each word, hand in."""
    await look(desk, page, "empty")
    await page.get_by_role("link", name="共有を始める").first.click()
    await look(desk, page, "choose")
    await page.get_by_label("催しの案内文").check()
    await press(page, "これを共有する")
    await page.fill("#id_change_note", "最初の版")
    await look(desk, page, "head")
    await press(page, "保存して次へ")
    await expect(page.locator("main")).to_contain_text("決めていない言葉が")
    await look(desk, page, "check")
    await keep(page, "500円", "どの町でも例として読める金額")
    await press(page, "決めたことを保存する")
    await press(page, "決めていないものを、提案どおり差込欄にする")
    await expect(page.locator("main")).to_contain_text("すべて決まりました")
    await look(desk, page, "decided")
    await page.get_by_role("link", name="確かめて申請に進む").click()
    shown = await page.locator("main").inner_text()
    assert "0999-90-1002" not in shown
    assert "甲野 太郎" not in shown
    await look(desk, page, "preview")
    await press(page, "協議会に申請する")
    await expect(page.locator("main")).to_contain_text("確認待ち")


async def keep(page: Page, word: str, reason: str) -> None:
    """Decide that a word stays."""
    row = page.locator(".share-finding").filter(has=page.locator("strong", has_text=word)).first
    await row.get_by_label("そのまま残す").check()
    await row.get_by_label("残す理由").fill(reason)


async def release(desk: Desk, page: Page) -> None:
    """The queue, what the town kept and why, released."""
    await page.goto(desk.address("operator.test", "/library/submissions/"))
    await look(desk, page, "queue")
    await page.get_by_role("link", name="催しの案内文").click()
    await expect(page.locator("main")).to_contain_text("どの町でも例として読める金額")
    await look(desk, page, "submission")
    await press(page, "公開する")
    await expect(page.locator("body")).to_contain_text("を公開しました")
    await page.goto(desk.address("operator.test", "/library/items/"))
    await look(desk, page, "items")
    await page.get_by_role("link", name="催しの案内文").click()
    await look(desk, page, "item")
    await page.goto(desk.address("operator.test", "/library/exchange/"))
    await look(desk, page, "exchange")
