"""Canned replies: whose they are, how blanks are filled, put in by one click without losing what is written."""

import pytest
from django.test import Client

from assistants.handover.canned import canned_at, filled, unknown_blanks
from assistants.models import CannedReply, HandoverMessage
from audit_log.models import Entry
from tenants.models import Section
from tests.builders.handovers import handover

TEXT = "{お名前}様\n{町}の{課}です。番号は{受付番号}、電話は{電話}です。"


@pytest.fixture
def desk(people) -> Section:
    return Section.objects.get(key="juumin")


def clerk(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(person)
    return client


def written(client: Client, **fields: object) -> CannedReply:
    content = {"title": "受け取りました", "text": TEXT, "section": "", **fields}
    response = client.post("/handovers/replies/new/", content)
    assert response.status_code == 302, response.content.decode()
    return CannedReply.objects.latest("pk")


def test_one_click_puts_it_below_what_is_written_and_sends_nothing(people, town, desk):
    client = clerk(town, people.member)
    canned = written(client, section=desk.pk)
    row = handover(section_id=desk.pk, name="高橋", contact="0999-22-3333")
    page = client.get(f"/handovers/{row.pk}/").content.decode()
    assert f'value="canned:{canned.pk}"' in page
    said = {"step": f"canned:{canned.pk}", "text": "書きかけです。"}
    page = client.post(f"/handovers/{row.pk}/reply/", said).content.decode()
    desk.refresh_from_db()
    assert "書きかけです。\n\n高橋様" in page
    assert f"{town.name}の{desk.name}です。番号は{row.pk}、" in page
    assert not HandoverMessage.objects.filter(kind="desk").exists()
    assert Entry.objects.filter(action="assistants.canned_reply.written").count() == 1


def test_blanks_without_a_value_stay_visible_and_a_missing_name_is_said_otherwise(people, desk):
    row = handover(section_id=desk.pk)
    text = filled(canned=CannedReply(text="{お名前}、{受付番号}、{}、{不明}"), row=row)
    assert text == f"ご相談者、{row.pk}、{{}}、{{不明}}"
    assert unknown_blanks(text="{お名前}{不明}{不明}{}") == ["不明", ""]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "{氏名}様"}, "{氏名} は置きかえられません"),
        ({"text": "  "}, "入力"),
        ({"title": ""}, "入力"),
    ],
)
def test_what_is_wrong_is_said_and_stays_on_the_form(people, town, fields, says):
    content = {"title": "題", "text": "消えない文", "section": "", **fields}
    page = clerk(town, people.admin).post("/handovers/replies/new/", content).content.decode()
    assert says in page
    assert content["text"].strip() in page
    assert not CannedReply.objects.exists()


def test_a_section_changes_its_own_and_only_the_town_those_of_all(people, town, desk):
    everywhere = written(clerk(town, people.admin))
    other = Section.objects.get(key="soumu")
    theirs = written(clerk(town, people.admin), section=other.pk)
    client = clerk(town, people.member)
    own = written(client, section=desk.pk)
    assert client.post("/handovers/replies/new/", {"title": "x", "text": "y", "section": ""}).status_code == 200
    assert client.post("/handovers/replies/new/", {"title": "x", "text": "y", "section": other.pk}).status_code == 200
    for row in (everywhere, theirs):
        assert client.get(f"/handovers/replies/{row.pk}/").status_code == 404
        assert client.post(f"/handovers/replies/{row.pk}/remove/").status_code == 404
    assert {one.pk for one in canned_at(row=handover(section_id=desk.pk))} == {own.pk, everywhere.pk}
    assert client.post(f"/handovers/replies/{own.pk}/remove/").status_code == 302
    assert CannedReply.objects.count() == 2


def test_lists_cost_the_same_whatever_stands_on_them(people, town, desk, django_assert_max_num_queries):
    client = clerk(town, people.admin)
    for number in range(20):
        written(client, title=str(number), section=desk.pk)
    row = handover(section_id=desk.pk)
    for path in ("/handovers/replies/", f"/handovers/{row.pk}/"):
        client.get(path)
        with django_assert_max_num_queries(26):
            client.get(path)
