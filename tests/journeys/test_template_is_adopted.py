"""A town finds what another one shares, tries it, takes it over, uses it, and merges the next edition."""

import os
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone
from playwright.async_api import Page, expect

from assistants.public import local_prompts, rewrite_prompt
from audit_log.public import SYSTEM
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from templates.models import Adoption, Edition
from tenants.public import Town, in_public, in_town
from tests.builders.library import edition, faq_content, prompt_content
from tests.journeys.looking import IN_BROWSER, WIDTHS, Desk, open_desk, press, sign_in
from tests.model_server import Behaviour, ModelServer
from tests.towns import settle, test_town

pytestmark = IN_BROWSER
PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
FIRST = "{{町名}}の催し「{{催しの名前}}」の案内文を書いてください。\n丁寧に書く。\n300字まで。"
OURS = "町長の一言を添える。"


@pytest.fixture
def towns(committed_database: None) -> tuple[Town, Town]:
    """Who takes over, and who shares two things."""
    connection.close()
    here, there = test_town(0), test_town(1)
    settle(here)
    edition(content=prompt_content(body=FIRST), by=there)
    edition(content=faq_content(), by=there)
    return here, there


@sync_to_async
def add_model(town: Town, url: str) -> None:
    """What an admin does on the page of the models."""
    with in_town(town):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", first_token_seconds=5, base_url=url)


@sync_to_async
def both_change(here: Town, there: Town) -> None:
    """The town writes a line of its own; the other one releases its second edition, with a clash in one line."""
    with in_town(here):
        prompt_id = Adoption.objects.get(kind="prompt").local_ids[0]
        held = local_prompts(ids=[prompt_id])[prompt_id]
        body = str(held.body["body"]).replace("300字まで。", f"250字まで。\n{OURS}")
        now = timezone.now()
        plain = {**held.body, "body": body}
        rewrite_prompt(prompt_id=prompt_id, body=plain, message="一言", based_on=1, by=SYSTEM, now=now)
    newer = FIRST.replace("丁寧に書く。", "やさしい日本語で書く。").replace("300字まで。", "200字まで。")
    with in_public():
        item_id = Edition.objects.get(title="催しの案内文").item_id
    content = prompt_content(body=newer)
    edition(content=content, by=there, item_id=item_id, version="1.1.0", change_note="やさしく、短く")


async def look(desk: Desk, page: Page, name: str) -> None:
    """Axe at both widths; pictures when asked for."""
    await desk.look(page)
    for width in WIDTHS if PICTURES else ():
        await page.set_viewport_size({"width": width, "height": 900})
        await page.screenshot(path=Path(PICTURES) / f"library-{name}-{width}.png", full_page=True)


async def test_a_template_is_found_tried_taken_over_used_and_merged(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with ModelServer(always=Behaviour(word_seconds=0.01)) as model:
        BREAKER.forget(schema_name=here.schema_name)
        await add_model(here, model.url)
        async with open_desk() as desk:
            page = await desk.sit_down()
            await sign_in(page, desk.address(here.host, "/library/"), email="admin@town.example")
            await _find_and_try(desk, page, here)
            await _take_over_and_use(desk, page, here)
            await both_change(here, there)
            await _merge(desk, page, here)
            await _faq(desk, page, here)


async def _find_and_try(desk: Desk, page: Page, here: Town) -> None:
    await look(desk, page, "home")
    await page.get_by_label("言葉で探す").fill("イベントの案内")
    await press(page, "探す")
    await page.get_by_role("link", name="催しの案内文").click()
    await expect(page.locator(".lib-text").first).to_contain_text("甲野町の催し")
    await look(desk, page, "item")
    await page.get_by_role("link", name="自分の町の知識で試す").click()
    await page.get_by_label("催しの名前").fill("夏祭り")
    await press(page, "頼む文を組み立てる")
    await expect(page.locator(".lib-text")).to_contain_text("甲野町の催し「夏祭り」")
    await look(desk, page, "try")
    await press(page, "AIで試しに作る")
    await expect(page.get_by_role("button", name="もう一度作る")).to_be_visible()
    await expect(page.locator("#output")).to_contain_text("承知しました")


async def _take_over_and_use(desk: Desk, page: Page, here: Town) -> None:
    await page.goto(desk.address(here.host, "/library/?q=催し"))
    await page.get_by_role("link", name="催しの案内文").click()
    await page.get_by_role("link", name="導入する", exact=True).click()
    await expect(page.get_by_label("町名", exact=True)).to_have_value("甲野町")
    await look(desk, page, "adopt")
    await press(page, "この内容で導入する")
    await expect(page.get_by_text("「催しの案内文」を町に導入しました。").first).to_be_visible()
    await page.goto(desk.address(here.host, "/prompts/"))
    await page.get_by_role("link", name="催しの案内文").click()
    await page.get_by_label("催しの名前").fill("秋祭り")
    await press(page, "AIで文を作る")
    await expect(page.get_by_role("button", name="もう一度作る")).to_be_visible()
    await expect(page.locator("#output")).to_contain_text("承知しました")


async def _merge(desk: Desk, page: Page, here: Town) -> None:
    await page.goto(desk.address(here.host, "/library/adopted/"))
    await expect(page.get_by_text("1版遅れています")).to_be_visible()
    await look(desk, page, "adopted")
    desk.expected.append("status of 422")  # a conflict without a choice
    await page.get_by_role("link", name="版1.1.0と比べて更新する").click()
    await look(desk, page, "update")
    await press(page, "この内容で新しい版にする")
    await expect(page.get_by_text("＊どちらを使うか選んでください。").first).to_be_visible()
    await look(desk, page, "update-open")
    await page.get_by_label("町の文を残す").check()
    await press(page, "この内容で新しい版にする")
    await expect(page.get_by_text("最新", exact=True)).to_be_visible()
    await page.goto(desk.address(here.host, "/prompts/"))
    await page.get_by_role("link", name="催しの案内文").first.click()
    await page.get_by_label("催しの名前").fill("冬祭り")
    await expect(page.locator("#prompt-text")).to_contain_text(OURS)


async def _faq(desk: Desk, page: Page, here: Town) -> None:
    await page.goto(desk.address(here.host, "/library/?kind=faq"))
    await page.get_by_role("link", name="住民票のFAQ").click()
    await page.get_by_role("link", name="自分の町の知識で試す").click()
    await look(desk, page, "try-faq")
    await page.get_by_role("link", name="導入する", exact=True).click()
    await page.get_by_label("窓口の電話", exact=True).fill("0999-90-1002")
    await page.get_by_label("FAQの提案にする").select_option(label="住民課")
    await press(page, "この内容で導入する")
    await expect(page.get_by_text("2件をFAQの提案にしました。").first).to_be_visible()
