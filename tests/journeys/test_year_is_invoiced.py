"""A month is closed, its invoice corrected and paid in part in a real browser; the town reads it and gives it back."""

import os
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.async_api import Page, expect

from audit_log.public import Actor, ActorKind
from billing.allocating.draft import begin
from billing.allocating.formula import Base, Part
from billing.invoicing.seal_image import keep_seal
from billing.models import Allocation
from billing.planning.terms import Cycle, Option, PlanTerms, Step
from billing.public import TaxClass, put_town, write_issuer, write_plan
from tenants.models import Municipality, Person
from tenants.public import consortiums, in_public
from tests.billing.reconciling.bank_files import notices
from tests.journeys.looking import IN_BROWSER, WIDTHS, Desk, open_desk, press, sign_in
from tests.towns import PASSWORD, settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
HOST, EMAIL = "operator.test", "op@consortium.example"
ISSUER = {
    "name": "結の郷地域生成AI共同利用協議会",
    "representative": "会長 甲野町長 結城 一郎",
    "address": "試験県甲野郡甲野町大字中央1番地",
    "t_number": "T7010705000725",
    "rounding": "floor",
    "bank_account": "結の郷銀行 本店 普通 1234567",
    "payment_days": 30,
}


@pytest.fixture
def host(committed_database: None) -> str:
    """An operator; an issuer; the first town on a plan, with its people. Its host."""
    connection.close()
    town, now = test_town(0), timezone.now()
    actor, since = Actor(ActorKind.OPERATOR, "", "協議 太郎"), now.date() - timedelta(days=400)
    since = since.replace(month=4, day=1)
    option = Option("LINE連携", 5_000)
    terms = PlanTerms(Cycle.MONTHLY, (Step(None, 50_000),), TaxClass.STANDARD, options=(option,))
    with in_public():
        Person.objects.create_user(email=EMAIL, name="協議 太郎", password=PASSWORD, is_operator=True)
        body = consortiums()[0].id
        seal = keep_seal(consortium_id=body, content=_red_square(), now=now)
        write_issuer(consortium_id=body, values={**ISSUER, "seal": seal}, actor=actor, now=now)
        Municipality.objects.filter(pk=town.id).update(kana="こうのちょう")
        plan = write_plan(name="標準", valid_from=since, terms=terms, note="", actor=actor, now=now)
        whose = {"town_id": town.id, "town_name": town.name, "plan_id": plan, "options": [option.name]}
        put_town(**whose, valid_from=since, actor=actor, now=now)
        share = Allocation(consortium_id=body, fiscal_year=2027, title="共同利用費", total_yen=1_000_001)
        begin(allocation=share, parts=(Part(Base.EQUAL, Decimal(100)),), actor=actor, now=now)
    settle(town)
    return town.host


def _red_square() -> bytes:
    out = BytesIO()
    Image.new("RGB", (120, 120), "#c8322d").save(out, "PNG")
    return out.getvalue()


async def test_a_month_is_closed_corrected_read_and_given_back(host: str) -> None:
    async with open_desk() as desk:
        page = await desk.sit_down()
        await sign_in(page, desk.address(HOST, "/papers/"), email=EMAIL)
        await press(page, "締めて請求書を発行")
        await expect(page.locator("main")).to_contain_text("発行した請求書")
        await _look(desk, page, "closed")
        await page.goto(desk.address(HOST, "/papers/"))
        await _look(desk, page, "list")
        await page.locator("tbody th a").first.click()
        await _look(desk, page, "paper")
        await page.get_by_role("link", name="訂正する").click()
        await page.get_by_label("訂正の理由").fill("LINE連携は10月からのため")
        await page.locator("#id_yen_2").fill("")
        await _look(desk, page, "correct")
        await press(page, "訂正した書類を発行")
        await expect(page.locator(".paper__total")).to_contain_text("55,000円")
        await _take_money(desk, page)
        for name, path in (("free", "/papers/new/"), ("issuer", "/papers/issuer/")):
            await page.goto(desk.address(HOST, path))
            await _look(desk, page, name)
        await _compare_rules(desk, page)
        await _read_in_the_town(desk, host)


async def _take_money(desk: Desk, page: Page) -> None:
    """A file of the bank with a part of the invoice: suggested, confirmed, and seen on the paper."""
    paper = page.url
    await page.goto(desk.address(HOST, "/payments/"))
    await _look(desk, page, "no-money")
    rows = [(timezone.localdate(), 20_000, "ｺｳﾉﾁﾖｳ ｶｲｹｲｶﾝﾘｼﾔ", ""), (timezone.localdate(), 7, "ﾖｷﾝﾘｿｸ", "")]
    file = {"name": "nyukin.txt", "mimeType": "text/plain", "buffer": notices(rows).encode("cp932")}
    await page.locator("#id_file").set_input_files(files=[file])
    await press(page, "読み込む")
    await expect(page.locator("main")).to_contain_text("一致：振込人の名前")
    await _look(desk, page, "money")
    await page.get_by_role("link", name="請求書を選ぶ", exact=True).click()
    await _look(desk, page, "transfer")
    await page.go_back()
    await press(page, "消し込む")
    await page.goto(paper)
    await expect(page.locator("main")).to_contain_text("未払いの残り35,000円")
    await _look(desk, page, "paid-in-part")
    await page.get_by_role("link", name="減額する").click()
    await _look(desk, page, "credit")


async def _compare_rules(desk: Desk, page: Page) -> None:
    """A draft of a share, copied, both side by side."""
    await page.goto(desk.address(HOST, "/allocations/"))
    await page.locator("tbody th a").first.click()
    await page.get_by_role("link", name="割り方を比べる").click()
    await press(page, "写して案を作る")
    await page.go_back()
    await page.reload()
    await expect(page.locator("main")).to_contain_text("（案2）")
    await _look(desk, page, "compared")


async def _read_in_the_town(desk: Desk, host: str) -> None:
    page = await desk.sit_down()
    await sign_in(page, desk.address(host, "/papers/"), email="admin@town.example")
    await _look(desk, page, "town-list")
    await page.locator("tbody th a").first.click()
    await expect(page.locator("article.paper")).to_contain_text("請求書（適格請求書）")
    await page.get_by_text("請求書に不備があるとき").click()
    await _look(desk, page, "town-paper")
    await page.get_by_label("差し戻しの理由").fill("宛先の課名が違います")
    await press(page, "差し戻す")
    await expect(page.locator("main")).to_contain_text("支払期限の日数は止まっています")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="PDF").click()
    assert (await (await download.value).path()).read_bytes().startswith(b"%PDF-")


async def _look(desk: Desk, page: Page, name: str) -> None:
    await desk.look(page)
    for width in WIDTHS if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=Path(PICTURES) / f"invoiced-{name}-{width}.png", full_page=True)
