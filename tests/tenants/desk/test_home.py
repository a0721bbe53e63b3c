"""The home page, the palette and words that outlive a session: for whom, how often, and at what cost."""

import html
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assistants.models import Draft, PromptTemplate
from assistants.prompting.load_starter import load_starter
from tenants.models import DeskMemory
from tenants.public import access_of, in_no_town
from tenants.welcoming.remember import Remembered
from tenants.welcoming.tips import tip_of_day

pytestmark = pytest.mark.django_db
MOST_QUERIES = 40  # of the whole page; each tile and shelf has its own few


def sit(town, person=None) -> Client:
    client = Client(HTTP_HOST=town.host)
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client: Client, address: str, **more) -> str:
    with in_no_town():
        return html.unescape(client.get(address, more).content.decode())


def post(client: Client, address: str, data: dict | None = None, **more):
    with in_no_town():
        return client.post(address, data or {}, **more)


@pytest.fixture
def clerk(town, people) -> Client:
    return sit(town, people.member)


def test_the_tour_is_shown_until_it_is_ended_and_can_be_seen_again(town, people, clerk) -> None:
    assert "はじめての3歩" in get(clerk, "/home/")
    post(clerk, "/welcome/", {"step": "end_tour"})
    page = get(clerk, "/home/")
    assert "はじめての3歩" not in page
    assert "今日のヒント" in page
    post(clerk, "/welcome/", {"step": "tour_again"})
    assert "はじめての3歩" in get(clerk, "/home/")
    assert "はじめての" not in get(sit(town, people.auditor), "/home/"), "nothing of it is open to an auditor"
    assert DeskMemory.objects.count() == 1, "a colleague's page remembers nothing of it"


def test_a_tip_is_the_same_all_day_and_goes_when_it_is_closed(people, clerk) -> None:
    post(clerk, "/welcome/", {"step": "end_tour"})
    post(clerk, "/welcome/", {"step": "close_tip"})
    assert "今日のヒント" not in get(clerk, "/home/")
    access, today = access_of(person=people.member), date(2026, 11, 29)
    first, second = (tip_of_day(access=access, memory=Remembered(), today=today) for _ in range(2))
    assert first is second is not None
    days = {tip_of_day(access=access, memory=Remembered(), today=date(2026, 11, day)) for day in range(1, 11)}
    assert len(days) == 10
    assert tip_of_day(access=access, memory=Remembered(tip_closed_on=today), today=today) is None
    assert tip_of_day(access=access, memory=Remembered(tip_closed_on=today), today=date(2026, 11, 30)) is not None
    post(clerk, "/welcome/", {"step": "tips_off"})
    assert "今日のヒントを出す" in get(clerk, "/home/")
    post(clerk, "/welcome/", {"step": "nonsense"})


def test_the_page_says_what_waits_and_the_next_step_where_nothing_is_there(people, clerk) -> None:
    page = get(clerk, "/home/")
    assert "書いたものがここに並びます" in page
    assert "/drafts/new/" in page
    now = timezone.now()
    own = {"person": people.member, "made_at": now, "changed_at": now}
    Draft.objects.create(title="断水の通知", **own)
    Draft.objects.create(
        title="課長の案", state=Draft.State.ASKED, approver=people.member, **{**own, "person": people.head}
    )
    page = get(clerk, "/home/")
    assert "断水の通知" in page
    assert "承認を頼まれている下書き" in page
    assert "まだ確認していない自分の下書き" in page
    with CaptureQueriesContext(connection) as queries:
        get(clerk, "/home/")
    assert len(queries) <= MOST_QUERIES


def test_the_palette_finds_pages_templates_and_drafts_of_the_person_in_few_queries(town, people, clerk) -> None:
    load_starter(now=timezone.now())
    now = timezone.now()
    Draft.objects.create(title="断水の通知", person=people.member, made_at=now, changed_at=now)
    Draft.objects.create(title="断水の秘密", person=people.admin, made_at=now, changed_at=now)
    page = get(clerk, "/find/", q="断水")
    assert "断水の通知" in page
    assert "断水の秘密" not in page
    assert "「断水」を文書の中から探す" in page
    row = PromptTemplate.objects.get(key="reply-complaint")
    with CaptureQueriesContext(connection) as queries:
        piece = get(clerk, "/find/", q=row.title, piece="1")
    assert len(queries) <= 12
    assert f'data-href="/prompts/{row.pk}/"' in piece
    assert 'role="option"' in piece
    assert "<html" not in piece
    assert "/home/" in get(clerk, "/find/", q="ホーム")
    assert "/people/" not in get(clerk, "/find/", piece="1"), "only pages the person may open"
    assert "断水" not in get(sit(town, people.auditor), "/find/", q="通知")
    assert get(sit(town), "/find/") == ""


def test_words_that_were_posted_after_the_session_ended_come_back(town) -> None:
    nobody = sit(town)
    typed = {"question": "集会所の利用料が免除されるのはどのような場合ですか", "csrfmiddlewaretoken": "x" * 64}
    sent_from = f"http://{town.host}/inquiries/5/?a=1"
    answer = post(nobody, "/inquiries/5/", typed, headers={"referer": sent_from})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 401
    assert "no-store" in answer["Cache-Control"]
    assert typed["question"] in page
    assert "x" * 64 not in page
    assert "/accounts/login/?next=%2Finquiries%2F5%2F%3Fa%3D1" in page
    elsewhere = post(nobody, "/inquiries/5/ask/", typed, headers={"referer": "https://evil.example/x"})
    assert "evil" not in elsewhere.content.decode()


def test_without_words_a_post_a_piece_and_a_script_are_led_to_the_sign_in_page(town) -> None:
    nobody, here = sit(town), {"referer": f"http://{town.host}/prompts/3/"}
    assert post(nobody, "/prompts/3/star/", {"step": "star"}, headers=here)["Location"] == (
        "/accounts/login/?next=%2Fprompts%2F3%2F"
    )
    piece = post(
        nobody,
        "/prompts/3/preview/",
        {"f0": "長い文をここに入力している"},
        headers={"hx-request": "true", "hx-current-url": f"http://{town.host}/prompts/3/"},
    )
    assert piece["HX-Redirect"] == "/accounts/login/?next=%2Fprompts%2F3%2F"
    script = post(nobody, "/inquiries/5/ask/", {"question": "x" * 20}, headers={"sec-fetch-dest": "empty"})
    assert (script.status_code, script.content) == (401, b"")
