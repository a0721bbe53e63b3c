"""Support by the operator: by the town's leave, what it opens and no more, written down."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import resolve

from audit_log.models import Entry
from tenants.models import Person, Profile, SupportGrant, SupportPass, SupportVisit
from tenants.public import Scope, in_public, in_town
from tenants.supporting.scopes import words_of
from tests.tenants.operators import at_the_console
from tests.tenants.supporting.visiting import READS, inside, let_in, logged
from tests.towns import PASSWORD
from tests.walls.addresses import TOWN_URLCONF, addresses

NEVER = (
    "/people/", "/settings/policy/", "/settings/keys/", "/approvals/", "/consortium/support/",
    "/consortium/support/new/", "/inquiries/", "/drafts/", "/handovers/", "/chat/", "/accounts/password/change/",
    "/accounts/2fa/", "/accounts/email/", "/accounts/login/", "/accounts/sessions/", "/usage/", "/prompts/",
)  # fmt: skip


def test_the_whole_way_through_the_pages(home) -> None:
    town, people, person = home
    admin = Client(HTTP_HOST=town.host)
    with in_town(town):
        admin.force_login(people.admin)
    fields = {"operator_id": person.pk, "scopes": ["settings", "log"], "hours": 2, "reason": "設定の確認"}
    granted = admin.post("/consortium/support/new/", fields)
    console = at_the_console(person)
    assert "甲野町に入る" in console.get("/support/").content.decode()
    with in_public():
        row = SupportPass.objects.get()
    link = console.post(f"/support/{row.pk}/enter/").content.decode().split(f"http://{town.host}")[1].split('"')[0]
    visitor = Client(HTTP_HOST=town.host)
    assert "支援を始める" in visitor.get(link).content.decode()
    assert visitor.post(link)["Location"] == "/home/"
    cookie = visitor.cookies["support"]
    assert cookie["httponly"]
    assert not cookie["domain"]
    page = visitor.get("/settings/profile/?from=help").content.decode()
    assert "支援のための閲覧です" in page
    assert "町の設定を見る、記録を見る" in page
    assert visitor.get("/conversations/").status_code == HTTPStatus.OK
    told = admin.get(granted["Location"]).content.decode()
    assert "支援で/settings/profile/?from=help を開きました" in told.replace("を開きました", " を開きました")
    assert "許可中" in told
    admin.post(granted["Location"] + "end/")
    assert visitor.get("/settings/profile/").status_code == HTTPStatus.FORBIDDEN
    assert "打切り" in admin.get("/consortium/support/").content.decode()
    assert "甲野町に入る" not in console.get("/support/").content.decode()


def test_each_page_view_is_written_down_and_the_operators_side_knows_of_the_entry(home) -> None:
    visitor = inside(home, let_in(home))
    for path in ("/home/", "/settings/profile/", "/knowledge/"):
        visitor.get(path)
    seen = logged(home, "looked")
    assert [entry.detail["address"] for entry in seen] == ["/home/", "/settings/profile/", "/knowledge/"]
    assert {(entry.actor_kind, entry.actor_label) for entry in seen} == {("operator", "協議 太郎")}
    with in_public():
        assert Entry.objects.filter(action="tenants.support.entered").count() == 1


def test_no_scope_opens_what_is_never_opened(home) -> None:
    visitor = inside(home, let_in(home, scopes=list(Scope)))
    for path in NEVER:
        assert visitor.get(path).status_code == HTTPStatus.FORBIDDEN, path
        assert visitor.post(path, {"x": 1}).status_code == HTTPStatus.FORBIDDEN, path
    assert len(logged(home, "refused")) == 2 * len(NEVER)


def test_every_page_that_the_scopes_open_is_whole(home) -> None:
    visitor, words = inside(home, let_in(home, scopes=READS)), words_of(scopes=READS)
    visitor.raise_request_exception = False
    opened = {}
    for address in addresses(TOWN_URLCONF):
        path = address.filled({}) if not address.blanks else ""
        if path and getattr(resolve(path, urlconf=TOWN_URLCONF).func, "needs_permission", "") in words:
            opened[address.name] = visitor.get(path).status_code
    assert {status for status in opened.values() if status >= HTTPStatus.INTERNAL_SERVER_ERROR} == set()
    assert opened["tenants:audit_log"] == opened["tenants:home"] == opened["knowledge:documents"] == HTTPStatus.OK


def test_reading_is_not_writing(home) -> None:
    town, _people, _person = home
    visitor = inside(home, let_in(home, scopes=READS))
    page = visitor.post("/settings/profile/", {"mayor": "なりすまし"})
    assert page.status_code == HTTPStatus.FORBIDDEN
    assert "何も書き換えていません" in page.content.decode()
    with in_town(town):
        assert Profile.objects.get(pk=1).mayor != "なりすまし"


def test_settings_are_changed_only_by_their_own_scope_and_named_so_in_the_log(home) -> None:
    town, _people, _person = home
    visitor = inside(home, let_in(home, scopes=[Scope.SETTINGS_CHANGE]))
    fields = {"name": "支援課", "key": "shien", "phone": "0999-90-1003"}
    assert visitor.post("/sections/new/", fields).status_code == HTTPStatus.FOUND
    with in_town(town):
        made = Entry.objects.get(action="tenants.section.added")
        assert (made.actor_kind, made.actor_label) == ("operator", "協議 太郎")
    assert logged(home, "changed")
    for path in ("/settings/policy/", "/people/invite/", "/settings/models/new/", "/announcements/new/"):
        assert visitor.post(path, {"title": "x"}).status_code == HTTPStatus.FORBIDDEN


def test_a_scope_opens_its_own_pages_only(home) -> None:
    visitor = inside(home, let_in(home, scopes=[Scope.SETTINGS]))
    for path in ("/knowledge/", "/conversations/", "/audit-log/", "/knowledge/gaps/"):
        assert visitor.get(path).status_code == HTTPStatus.FORBIDDEN
    assert words_of(scopes=["nonsense"]) == {"home.see"}


def test_leaving_closes_the_visit_and_plants_nothing(home) -> None:
    town, _people, _person = home
    visitor = inside(home, let_in(home))
    secret = visitor.cookies["support"].value
    assert "支援の画面を閉じました" in visitor.post("/support/leave/").content.decode()
    visitor.cookies["support"] = secret
    assert visitor.get("/home/").status_code == HTTPStatus.FORBIDDEN
    assert logged(home, "left")
    with in_town(town):
        assert SupportVisit.objects.filter(left_at=None).count() == 0
        assert not Person.objects.filter(name="協議 太郎").exists()
    signed = Client(HTTP_HOST=town.host)
    signed.post("/accounts/login/", {"login": "op@consortium.example", "password": PASSWORD})
    assert signed.get("/home/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"hours": 48}, "選択してください"), ({"scopes": []}, "選択してください"), ({"reason": ""}, "入力してください")],
)
def test_a_grant_needs_a_scope_hours_and_a_reason(home, change, sentence) -> None:
    town, people, person = home
    admin = Client(HTTP_HOST=town.host)
    with in_town(town):
        admin.force_login(people.admin)
    fields = {"operator_id": person.pk, "scopes": ["log"], "hours": 2, "reason": "記録の確認", **change}
    answer = admin.post("/consortium/support/new/", fields)
    assert answer.status_code == HTTPStatus.OK
    assert sentence in answer.content.decode() or "選んでください" in answer.content.decode()
    with in_town(town):
        assert not SupportGrant.objects.exists()


def test_only_admins_let_in(home) -> None:
    town, people, _person = home
    for one in (people.head, people.member, people.auditor):
        client = Client(HTTP_HOST=town.host)
        with in_town(town):
            client.force_login(one)
        assert client.get("/consortium/support/new/").status_code == HTTPStatus.FORBIDDEN
