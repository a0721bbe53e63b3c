"""The stations of the road of a shared thing, each as people walk it; `test_template_travels.py` is the whole road."""

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, expect

from tests.journeys.looking import WIDTHS, Desk, press

PICTURES = os.environ.get("YUIMACHI_TEST_PICTURES", "")  # a folder, for somebody who wants to look
OURS = "町長の一言を添える。"
QUESTION = "住民票の写しはどこで取れますか"
BLANKS = {
    "施設名": "乙川会館",
    "住所": "字川端3番地",
    "担当課": "住民課",
    "電話番号": "0999-90-2001",
    "首長の氏名": "乙川 花子",
}


@dataclass
class Seat:
    """Somebody in front of a browser on one host."""

    desk: Desk
    page: Page
    host: str

    async def go(self, path: str) -> None:
        """Open a page of the host."""
        await self.page.goto(self.desk.address(self.host, path))

    async def look(self, name: str) -> None:
        """Axe at both widths; pictures when asked for."""
        await self.desk.look(self.page)
        for width in WIDTHS if PICTURES else ():
            await self.page.set_viewport_size({"width": width, "height": 900})
            await self.page.screenshot(path=Path(PICTURES) / f"road-{name}-{width}.png", full_page=True)
        await self.page.set_viewport_size({"width": 1280, "height": 800})

    async def follow(self, name: str) -> None:
        """Follow the first link that is called so."""
        await self.page.get_by_role("link", name=name).first.click()
        await self.page.wait_for_load_state()

    async def reads(self, words: str) -> None:
        """The page says so."""
        await expect(self.page.locator("main")).to_contain_text(words)


async def share(seat: Seat, title: str, note: str, keep: dict[str, str], name: str) -> None:
    """Choose, say what it is, decide about each word, hand in. `keep`: words that stay, with reasons."""
    page = seat.page
    await seat.go("/library/offerings/new/")
    await page.get_by_label(title).check()
    await press(page, "これを共有する")
    await page.fill("#id_change_note", note)
    await press(page, "保存して次へ")
    await seat.look(f"{name}-check")
    for word, reason in keep.items():
        row = page.locator(".share-finding").filter(has=page.locator("strong", has_text=word)).first
        await row.get_by_label("そのまま残す").check()
        await row.get_by_label("残す理由").fill(reason)
    if keep:
        await press(page, "決めたことを保存する")
    if await page.get_by_role("button", name="決めていないものを、提案どおり差込欄にする").count():
        await press(page, "決めていないものを、提案どおり差込欄にする")
    await hand_in(seat, name)


async def hand_in(seat: Seat, name: str) -> None:
    """Everything is decided: look at what leaves the town, and let it."""
    await seat.reads("すべて決まりました")
    await seat.follow("確かめて申請に進む")
    shown = await seat.page.locator("main").inner_text()
    assert "0999-90-1002" not in shown
    assert "甲野 太郎" not in shown
    await seat.look(f"{name}-preview")
    await press(seat.page, "協議会に申請する")
    await seat.reads("確認待ち")


async def release(seat: Seat, title: str, says: str, name: str) -> None:
    """The moderator reads what was kept and why, or what changed, and releases it."""
    await seat.go("/library/submissions/")
    await seat.follow(title)
    await seat.reads(says)
    await seat.look(f"{name}-submission")
    await press(seat.page, "公開する")
    await expect(seat.page.locator("body")).to_contain_text("を公開しました")


async def find_and_try(seat: Seat) -> None:
    """By other words than its own, filled in for this town, tried with the town's model."""
    page = seat.page
    await seat.go("/library/")
    await page.get_by_label("言葉で探す").fill("イベントの案内")
    await press(page, "探す")
    await seat.look("home")
    await seat.follow("催しの案内文")
    await expect(page.locator(".lib-text").first).to_contain_text("乙川村の催し")
    await seat.reads("（2問中2問）")
    await seat.look("item")
    await seat.follow("自分の町の知識で試す")
    await page.get_by_label("催しの名前").fill("夏祭り")
    await press(page, "頼む文を組み立てる")
    await expect(page.locator(".lib-text")).to_contain_text("乙川村の催し「夏祭り」")
    await seat.look("try")
    await press(page, "AIで試しに作る")
    await expect(page.locator("#output")).to_contain_text("ご参加ください")


async def take_over(seat: Seat) -> None:
    """Fill the blanks, install."""
    await seat.go("/library/?q=催し")
    await seat.follow("催しの案内文")
    await seat.page.get_by_role("link", name="導入する", exact=True).click()
    await expect(seat.page.get_by_label("町名", exact=True)).to_have_value("乙川村")
    for label, value in BLANKS.items():
        await seat.page.get_by_label(label, exact=True).fill(value)
    await seat.look("adopt")
    await press(seat.page, "この内容で導入する")
    await seat.reads("「催しの案内文」を町に導入しました。")


async def write_a_draft(seat: Seat) -> None:
    """With the town's copy, through its result to a draft that somebody answers for."""
    page = seat.page
    await seat.go("/prompts/")
    await seat.follow("催しの案内文")
    await page.get_by_label("催しの名前").fill("秋祭り")
    await press(page, "AIで文を作る")
    await expect(page.get_by_role("button", name="もう一度作る")).to_be_visible()
    await page.get_by_role("link", name="下書きにする").click()
    await press(page, "書き始める")
    for vow in await page.locator("input[name=vow]").all():
        await vow.check()
    await page.get_by_label("15分").check()
    await press(page, "確認する")


async def take_the_faq(seat: Seat) -> None:
    """Try, take over as proposals, approve what was proposed: the proof waits for that."""
    page = seat.page
    await seat.go("/library/?kind=faq")
    await seat.follow("証明のFAQ")
    await seat.look("faq-item")
    await seat.follow("自分の町の知識で試す")
    await seat.look("try-faq")
    await page.get_by_role("link", name="導入する", exact=True).click()
    await page.get_by_label("電話番号", exact=True).fill("0999-90-2002")
    await page.get_by_label("FAQの提案にする").select_option(label="住民課")
    await press(page, "この内容で導入する")
    await seat.reads("FAQの提案がすべて承認されたあと")
    await seat.go("/knowledge/faq/")
    await seat.follow(QUESTION)
    await press(page, "案を公開する")


async def ask_as_a_resident(seat: Seat) -> None:
    """In other words than the entry's; the adopted answer comes, with this town's number."""
    await seat.go("/chat/")
    await seat.page.locator("#question").fill("住民票の写しはどこでもらえますか")
    await seat.page.keyboard.press("Enter")
    answer = seat.page.locator("#turns .turn:last-child .turn__answer")
    await expect(answer).to_contain_text("0999-90-2002")
    await seat.look("resident")
    await seat.page.get_by_role("button", name="はい").click()
    await seat.page.wait_for_selector(".rating__thanks")


async def share_next(seat: Seat, title: str, note: str, name: str) -> None:
    """What was released is shared once more as it reads by now; what was decided before is decided still."""
    await seat.go("/library/offerings/")
    await seat.follow(title)
    await press(seat.page, "次の版を作る")
    await seat.page.fill("#id_change_note", note)
    await press(seat.page, "保存して次へ")
    await hand_in(seat, name)


async def merge(seat: Seat) -> None:
    """One place clashes: nothing is decided silently; the town's words stay."""
    page = seat.page
    await seat.go("/library/adopted/")
    await seat.reads("1版遅れています")
    await seat.look("adopted")
    seat.desk.expected.append("status of 422")  # a conflict without a choice
    await page.get_by_role("link", name="と比べて更新する").click()
    await press(page, "この内容で新しい版にする")
    await expect(page.get_by_text("＊どちらを使うか選んでください。").first).to_be_visible()
    await seat.look("update")
    await page.get_by_label("町の文を残す").check()
    await press(page, "この内容で新しい版にする")
    await expect(page.get_by_text("最新", exact=True).first).to_be_visible()
    await seat.go("/prompts/")
    await seat.follow("催しの案内文")
    await page.get_by_label("催しの名前").fill("冬祭り")
    await expect(page.locator("#prompt-text")).to_contain_text(OURS)
    await expect(page.locator("#prompt-text")).to_contain_text("やさしい日本語で知らせる")


async def tell_figures(seat: Seat) -> None:
    """The town agrees that its figures are counted with others'."""
    await seat.go("/library/settings/")
    await seat.page.get_by_label("導入したひな形の実績を提供する").check()
    await press(seat.page, "保存する")
