"""A resident and a clerk through their doors, without JavaScript: form, queue, reply, news, answer back, walls."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from assistants.chat.talks import COOKIE
from assistants.models import Handover
from tenants.models import Profile, Section
from tenants.public import Town, in_town
from tests.towns import People, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(towns) -> tuple[Town, People]:
    people = settle(towns[0])
    with in_town(towns[0]):
        Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
    return towns[0], people


def browser(town: Town) -> Client:
    return Client(headers={"host": town.host})


def clerk(town: Town, person) -> Client:
    client = browser(town)
    with in_town(town):
        client.force_login(person)
    return client


def ask(client: Client, town: Town, **more) -> Handover:
    with in_town(town):
        section = Section.objects.get(key="juumin").pk
    form = {"key": uuid.uuid4(), "message": "住民票を郵送でほしい", "section": section, "consents": "on", **more}
    response = client.post("/chat/talk/", form)
    assert response.status_code == 302, response.content.decode()
    with in_town(town):
        return Handover.objects.latest("pk")


def test_from_the_form_to_the_reply_in_the_same_chat(home):
    town, people = home
    resident, desk = browser(town), clerk(town, people.member)
    row = ask(resident, town, name="山田花子", contact="0999-22-3333")
    assert f"受付番号 {row.pk}" in resident.get("/chat/").content.decode()
    assert f"/handovers/{row.pk}/" in desk.get("/handovers/").content.decode()
    page = desk.get(f"/handovers/{row.pk}/").content.decode()
    assert "山田花子" in page
    assert "住民票を郵送でほしい" in page
    sent = {"step": "send", "text": "請求書をお送りください。", "key": uuid.uuid4()}
    assert desk.post(f"/handovers/{row.pk}/reply/", sent).status_code == 302
    read = resident.get("/chat/").content.decode()
    assert "請求書をお送りください。" in read
    assert "山田花子" not in read
    assert people.member.name not in read
    assert resident.post(f"/chat/talks/{row.key}/answer/", {"text": "ありがとうございます"}).status_code == 302
    assert "ありがとうございます" in desk.get(f"/handovers/{row.pk}/").content.decode()


def test_news_as_a_piece_and_as_json(home):
    town, people = home
    resident = browser(town)
    row = ask(resident, town)
    first = resident.get("/chat/talks/news/", headers={"accept": "application/json"}).json()
    assert first["waits"]
    assert [word["who"] for word in first["talks"][0]["words"]] == ["resident"]
    after = f"/chat/talks/news/?after={first['after']}"
    assert resident.get(after, headers={"HX-Request": "true"}).status_code == 204
    desk = clerk(town, people.member)
    desk.post(f"/handovers/{row.pk}/reply/", {"step": "send", "text": "こちらです。", "key": uuid.uuid4()})
    assert "こちらです。" in resident.get(after, headers={"HX-Request": "true"}).content.decode()
    news = resident.get(after, headers={"accept": "application/json"}).json()
    assert [word["text"] for word in news["talks"][0]["words"]] == ["こちらです。"]


def test_it_is_found_again_days_later_and_can_be_dropped_from_the_device(home):
    town, _people = home
    resident = browser(town)
    row = ask(resident, town)
    later = browser(town)
    later.cookies[COOKIE] = resident.cookies[COOKIE].value
    assert f"受付番号 {row.pk}" in later.get("/chat/").content.decode()
    later.post("/chat/talks/forget/")
    assert f"受付番号 {row.pk}" not in later.get("/chat/").content.decode()


def test_a_strangers_browser_and_another_town_see_nothing(home, towns):
    town, _people = home
    resident = browser(town)
    row = ask(resident, town)
    for stranger in (browser(town), browser(towns[1])):
        if stranger.defaults.get("HTTP_HOST") != town.host:
            stranger.cookies[COOKIE] = "forged"
        assert stranger.post(f"/chat/talks/{row.key}/answer/", {"text": "はい"}).status_code == 404
    abroad = browser(towns[1])
    abroad.cookies[COOKIE] = resident.cookies[COOKIE].value
    assert "受付番号" not in abroad.get("/chat/").content.decode()
    assert abroad.get("/chat/talks/news/", headers={"accept": "application/json"}).json()["talks"] == []


def test_a_wrong_form_comes_back_with_what_was_typed(home):
    town, _people = home
    client = browser(town)
    form = {"key": uuid.uuid4(), "message": "長い相談です", "contact": "でんわ", "consents": "on"}
    page = client.post("/chat/talk/", form).content.decode()
    assert "電話番号（市外局番から）か、メールアドレスを書いてください" in page
    assert "長い相談です" in page


def test_a_clerk_of_another_section_finds_nothing_and_the_auditor_neither(home):
    town, people = home
    row = ask(browser(town), town)
    with in_town(town):
        Handover.objects.update(section=Section.objects.get(key="soumu"))
    assert clerk(town, people.member).get(f"/handovers/{row.pk}/").status_code == 404
    assert clerk(town, people.auditor).get(f"/handovers/{row.pk}/").status_code == 403
    assert clerk(town, people.admin).get(f"/handovers/{row.pk}/").status_code == 200


def test_a_refused_step_keeps_what_the_clerk_wrote(home):
    town, people = home
    row = ask(browser(town), town)
    with in_town(town):
        Handover.objects.update(state="taken", taken_by=people.head, taken_at=timezone.now())
    sent = {"step": "send", "text": "長い返信です", "key": uuid.uuid4()}
    page = clerk(town, people.member).post(f"/handovers/{row.pk}/reply/", sent).content.decode()
    assert "石田 課長さんが先に対応を始めています" in page
    assert "長い返信です" in page


def test_the_rules_are_set_by_whoever_answers_for_the_town(home):
    town, people = home
    values = {"is_open": "on", "contact": "none", "answer_within_hours": 4, "contact_kept_days": 7}
    form = {**values, "closes_after_days": 5, "purpose": "返信のため"}
    assert clerk(town, people.member).post("/handovers/rules/", form).status_code == 403
    assert clerk(town, people.admin).post("/handovers/rules/", form).status_code == 302
    page = browser(town).get("/chat/talk/").content.decode()
    assert "返信のため" in page
    assert "連絡先（電話番号" not in page


def test_the_home_page_says_what_waits(home):
    town, people = home
    ask(browser(town), town)
    assert "だれも対応していない相談" in clerk(town, people.member).get("/home/").content.decode()
