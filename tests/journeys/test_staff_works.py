"""Staff at work in a real browser: join, bring knowledge, release it, let people in; residents are answered from it."""

from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.utils import timezone
from playwright.async_api import Page, expect

import yuimachi.demo
from tenants.joining.invite import invite
from tenants.models import Profile, Section
from tenants.public import Town, in_town
from tests.journeys.looking import IN_BROWSER, Desk, open_desk, press
from tests.tenants.risk_forms import approved_risk_form
from tests.towns import PASSWORD, test_town
from tests.yuimachi import worker as workers

pytestmark = IN_BROWSER
KUMOI = Path(yuimachi.demo.__file__).parent / "towns" / "kumoi"
FAQ_QUESTION = "引っ越してきました。転入届はいつまでに出しますか。"
PDF_QUESTION = "村は特別豪雪地帯に指定されていますか。"


@pytest.fixture
def town(committed_database: None) -> Town:
    """An opened town with a section and a telephone, and nobody in it but an invitation."""
    connection.close()
    town = test_town(0)
    with in_town(town):
        Section.objects.create(key="juumin", name="住民課", phone="0999-90-1002")
        Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
    return town


@pytest.fixture
def worker(town: Town, monkeypatch, tmp_path):
    """A real worker on the queue of ingestion, which shares the test's database and files."""
    monkeypatch.setenv("YUIMACHI_TEST_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "state" / "files")
    with workers.own_queues():
        process = workers.start_worker(tmp_path / "worker.log", queues="ingest")
        yield process
        workers.kill_hard(process)


async def test_knowledge_goes_in_and_a_resident_is_answered_from_it(town, worker, mailoutbox) -> None:
    async with open_desk() as desk:
        staff = await the_admin(desk, town, mailoutbox)
        await bring(desk, staff, town, page="/knowledge/upload/faq/", file=KUMOI / "faq.csv")
        await bring(desk, staff, town, page="/knowledge/upload/", file=KUMOI / "documents" / "kurashi-guide.pdf")
        for path in (
            "/knowledge/",
            "/knowledge/faq/",
            "/knowledge/batches/",
            "/knowledge/review/",
            "/knowledge/search/",
        ):
            await staff.goto(desk.address(town.host, path))
            await desk.look(staff)
        await sync_to_async(launch_is_approved)(town)
        await staff.goto(desk.address(town.host, "/settings/policy/"))
        await press(staff, "公開する")
        resident = await desk.sit_down()
        await resident.goto(desk.address(town.host, "/chat/"))
        await desk.look(resident)
        await ask(resident, FAQ_QUESTION)
        await expect(resident.locator(".turn").last).to_contain_text("14日以内に、住民課")
        await ask(resident, PDF_QUESTION)
        await desk.look(resident)
        await open_source(desk, resident)
        await staff.goto(desk.address(town.host, "/conversations/"))
        await expect(staff.locator("main")).to_contain_text(PDF_QUESTION)
        await desk.look(staff)


async def test_a_new_colleague_is_invited_asks_and_is_let_in(town, mailoutbox) -> None:
    async with open_desk() as desk:
        admin = await the_admin(desk, town, mailoutbox)
        await admin.goto(desk.address(town.host, "/people/invite/"))
        await desk.look(admin)
        await admin.fill("#id_email", "hana@kouno.example")
        await admin.select_option("#id_role", "staff")
        await admin.select_option("#id_section", label="住民課")
        await press(admin, "招待メールを送る")
        await expect(admin.locator("main")).to_contain_text("hana@kouno.example")
        clerk = await desk.sit_down()
        await join(desk, clerk, desk.address(town.host, path_in(mailoutbox[-1].body)), name="上野 花")
        await clerk.goto(desk.address(town.host, "/approval/"))
        await desk.look(clerk)
        await clerk.fill("#id_purpose", "通知文の下書きに使います。")
        await clerk.check("#id_understood")
        await press(clerk, "申請する")
        await admin.goto(desk.address(town.host, "/approvals/"))
        await desk.look(admin)
        await press(admin, "承認する")
        await expect(admin.locator("table")).to_contain_text("上野 花")
        await desk.look(admin)
        await clerk.goto(desk.address(town.host, "/approval/"))
        await expect(clerk.locator("main")).to_contain_text("承認されています")
        await desk.look(clerk)


async def the_admin(desk: Desk, town: Town, mails: list) -> Page:
    """The invited admin, who has joined."""
    await sync_to_async(_invite_the_admin)(town)
    page = await desk.sit_down()
    await join(desk, page, desk.address(town.host, path_in(mails[-1].body)), name="山本 さくら")
    return page


async def join(desk: Desk, page: Page, address: str, *, name: str) -> None:
    """Accept the invitation and come in."""
    await page.goto(address)
    await desk.look(page)
    await page.fill("#id_name", name)
    await page.fill("#id_password", PASSWORD)
    await page.fill("#id_again", PASSWORD)
    await press(page, "登録して始める")
    await page.wait_for_url("**/home/")
    await desk.look(page)


async def bring(desk: Desk, staff: Page, town: Town, *, page: str, file: Path) -> None:
    """Hand in a file, for a sheet check its columns, see the end, approve what came of it."""
    await staff.goto(desk.address(town.host, page))
    await desk.look(staff)
    await staff.set_input_files("input[type=file]", file)
    if file.suffix == ".csv":
        await press(staff, "列を確かめる")
        await desk.look(staff)
        await press(staff, "この列で取り込む")
    else:
        await press(staff, "取り込む")
    await staff.wait_for_url("**/knowledge/batches/*/")
    await expect(staff.locator("#board")).to_contain_text("1件中 1件が終わりました", timeout=120_000)
    await desk.look(staff)
    await staff.locator("#board table a").first.click()
    await desk.look(staff)
    await press(staff, "内容を確かめて承認する")
    await expect(staff.locator("main")).to_contain_text("山本 さくら")
    await desk.look(staff)


def launch_is_approved(town: Town) -> None:
    with in_town(town):
        approved_risk_form()


async def ask(page: Page, question: str) -> None:
    """Ask in the chat and wait until the answer stands there with its sources."""
    before = await page.locator(".turn .sources").count()
    await page.fill("#question", question)
    await press(page, "送る")
    await expect(page.locator(".turn .sources")).to_have_count(before + 1, timeout=60_000)


async def open_source(desk: Desk, page: Page) -> None:
    """The link under the last answer leads to the passage itself, marked and on the screen."""
    await page.locator(".turn").last.locator(".sources a").first.click()
    await page.wait_for_url("**/sources/**")
    await expect(page.locator("#cited")).to_be_in_viewport()
    await expect(page.locator("#cited")).to_contain_text("特別豪雪地帯")
    await expect(page.locator("main")).to_contain_text("ページを開く")
    await desk.look(page)


def _invite_the_admin(town: Town) -> None:
    connection.close()  # of the test before: its database is gone
    with in_town(town):
        invite(email="sakura@kouno.example", roles=("admin",), invited_by="協議会", now=timezone.now())


def path_in(mail: str) -> str:
    """The path of the link that a mail carries."""
    return "/join/" + mail.partition("/join/")[2].split()[0]
