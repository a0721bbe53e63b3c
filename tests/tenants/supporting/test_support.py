"""Support by the operator: only by the town's leave, only what it opens, written down, over when it is over."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from audit_log.models import Entry
from audit_log.public import Actor, ActorKind
from tenants.models import Person, Policy, Profile, SupportGrant, SupportPass, SupportTicket, SupportVisit
from tenants.public import Scope, grant_support, in_public, in_town
from tenants.supporting.grant import GrantRefused, end_support
from tenants.supporting.hand_over import make_ticket
from tenants.supporting.scopes import words_of
from tests.tenants.operators import at_the_console, operator
from tests.towns import PASSWORD, settle
from tests.walls.addresses import TOWN_URLCONF, addresses

READS = [Scope.SETTINGS, Scope.KNOWLEDGE, Scope.LOG]
NEVER = (
    "/people/", "/settings/policy/", "/settings/keys/", "/approvals/", "/consortium/support/",
    "/consortium/support/new/", "/inquiries/", "/drafts/", "/handovers/", "/chat/", "/accounts/password/change/",
    "/accounts/2fa/", "/accounts/email/", "/accounts/login/", "/accounts/sessions/", "/usage/", "/prompts/",
)  # fmt: skip


@pytest.fixture
def home(towns):
    """The first town, its people, and an operator of its consortium."""
    return towns[0], settle(towns[0]), operator(consortium="試験協議会")


def let_in(home, *, scopes=READS, hours=2, now=None) -> SupportGrant:
    town, people, person = home
    with in_town(town):
        actor = _actor(people.admin)
        at = now or timezone.now()
        made = grant_support(
            operator_id=person.pk,
            scopes=scopes,
            hours=hours,
            reason="取込みが進まない",
            person_id=people.admin.pk,
            actor=actor,
            now=at,
        )
        return SupportGrant.objects.get(pk=made)


def _actor(person: Person) -> Actor:
    return Actor(ActorKind.PERSON, str(person.pk), person.name)


def ticket_of(home, grant: SupportGrant) -> str:
    _town, _people, person = home
    with in_public():
        row = SupportPass.objects.get(grant_id=grant.pk, operator_id=person.pk)
        made = make_ticket(pass_id=row.pk, operator_id=person.pk, now=timezone.now())
    assert made
    return made[1]


def inside(home, grant: SupportGrant) -> Client:
    client = Client(HTTP_HOST=home[0].host)
    answer = client.post(f"/support/enter/{ticket_of(home, grant)}/")
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()
    return client


def logged(home, code: str) -> list[Entry]:
    with in_town(home[0]):
        return list(Entry.objects.filter(action=f"tenants.support.{code}").order_by("id"))


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


def test_a_ticket_is_good_once(home) -> None:
    ticket = ticket_of(home, let_in(home))
    assert Client(HTTP_HOST=home[0].host).get(f"/support/enter/{ticket}/").status_code == HTTPStatus.OK
    assert Client(HTTP_HOST=home[0].host).post(f"/support/enter/{ticket}/").status_code == HTTPStatus.FOUND
    again = Client(HTTP_HOST=home[0].host).post(f"/support/enter/{ticket}/")
    assert again.status_code == HTTPStatus.FORBIDDEN
    assert "support" not in again.cookies


def test_a_ticket_is_worthless_on_another_towns_host_and_when_it_is_forged_or_old(home, towns) -> None:
    grant = let_in(home)
    ticket = ticket_of(home, grant)
    forged = signing.dumps([grant.pk, "x" * 43], salt="public|support-ticket", compress=True)
    with in_town(home[0]):
        unknown = signing.dumps([grant.pk, "x" * 43], salt=f"{home[0].schema_name}|support-ticket", compress=True)
    tries = [
        (towns[1].host, ticket),
        (home[0].host, forged),
        (home[0].host, unknown),
        (home[0].host, ticket[:-2] + "zz"),
    ]
    for host, one in tries:
        answer = Client(HTTP_HOST=host).post(f"/support/enter/{one}/")
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "support" not in answer.cookies
    with in_town(home[0]):
        SupportTicket.objects.update(made_at=timezone.now() - timedelta(seconds=121))
    assert Client(HTTP_HOST=home[0].host).post(f"/support/enter/{ticket}/").status_code == HTTPStatus.FORBIDDEN


def test_the_cookie_is_worthless_elsewhere_and_guessing_it_opens_nothing(home, towns) -> None:
    visitor = inside(home, let_in(home))
    secret = visitor.cookies["support"].value
    for host, value in ((towns[1].host, secret), (home[0].host, "x" * 43)):
        stranger = Client(HTTP_HOST=host)
        stranger.cookies["support"] = value
        answer = stranger.get("/home/")
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert answer.cookies["support"].value == ""
        assert stranger.get("/home/").status_code == HTTPStatus.FOUND  # nobody: to the sign-in page
    at_console = Client(HTTP_HOST=settings.OPERATOR_HOST)
    at_console.cookies["support"] = secret
    assert "login" in at_console.get("/")["Location"]


def test_it_ends_by_itself_at_the_hour(home) -> None:
    grant = let_in(home)
    visitor = inside(home, grant)
    with in_town(home[0]):
        past = timezone.now() - timedelta(seconds=1)
        SupportGrant.objects.filter(pk=grant.pk).update(granted_at=past - timedelta(hours=2), until=past)
    answer = visitor.get("/home/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "支援は終わりました" in answer.content.decode()
    piece = Client(HTTP_HOST=home[0].host, headers={"hx-request": "true"})
    piece.cookies["support"] = visitor.cookies["support"].value or "gone"
    assert piece.get("/home/")["HX-Refresh"] == "true"


def test_after_the_end_no_ticket_is_made_and_none_is_taken(home) -> None:
    town, people, person = home
    grant = let_in(home)
    ticket = ticket_of(home, grant)
    with in_town(town):
        assert end_support(grant_id=grant.pk, actor=_actor(people.admin), now=timezone.now())
        assert not end_support(grant_id=grant.pk, actor=_actor(people.admin), now=timezone.now())
    assert Client(HTTP_HOST=town.host).post(f"/support/enter/{ticket}/").status_code == HTTPStatus.FORBIDDEN
    with in_public():
        row = SupportPass.objects.get()
        assert row.ended_at
        SupportPass.objects.update(ended_at=None)  # a copy that lies opens nothing
        assert make_ticket(pass_id=row.pk, operator_id=person.pk, now=timezone.now()) is None


def test_another_operator_finds_no_such_grant(home) -> None:
    let_in(home)
    other = at_the_console(operator(email="other@consortium.example", name="別 次郎"))
    with in_public():
        row = SupportPass.objects.get()
    assert other.post(f"/support/{row.pk}/enter/").status_code == HTTPStatus.NOT_FOUND
    assert "甲野町" not in other.get("/support/").content.decode()


def test_an_operator_of_another_consortium_is_neither_offered_nor_let_in(home) -> None:
    town, people, person = home
    stranger = operator(email="far@elsewhere.example", name="遠 三郎", consortium="よその協議会")
    admin = Client(HTTP_HOST=town.host)
    with in_town(town):
        admin.force_login(people.admin)
    page = admin.get("/consortium/support/new/").content.decode()
    assert person.name in page
    assert stranger.name not in page
    fields = {"operator_id": stranger.pk, "scopes": ["log"], "hours": 2, "reason": "x"}
    assert admin.post("/consortium/support/new/", fields).status_code == HTTPStatus.OK
    with in_town(town), pytest.raises(GrantRefused):
        grant_support(
            operator_id=stranger.pk, scopes=[Scope.LOG], hours=2, reason="x", person_id=people.admin.pk,
            actor=_actor(people.admin), now=timezone.now(),
        )  # fmt: skip
    with in_town(town):
        assert not SupportGrant.objects.exists()


def test_who_is_no_operator_any_more_is_out_at_once(home) -> None:
    visitor = inside(home, let_in(home))
    with in_public():
        Person.objects.filter(pk=home[2].pk).update(is_active=False)
    assert visitor.get("/home/").status_code == HTTPStatus.FORBIDDEN


def test_the_towns_own_doors_hold_for_support_as_well(home) -> None:
    town, _people, _person = home
    grant = let_in(home)
    visitor = inside(home, grant)
    with in_town(town):
        Policy.objects.update(mfa_forced=True)
        ticket = ticket_of(home, grant)
    refused = Client(HTTP_HOST=town.host).post(f"/support/enter/{ticket}/")
    assert refused.status_code == HTTPStatus.FORBIDDEN  # the operator has no second step
    with in_town(town):
        Policy.objects.update(mfa_forced=False, allowed_networks=["203.0.113.0/24"])
    assert visitor.get("/settings/profile/").status_code == HTTPStatus.FORBIDDEN
    assert Client(HTTP_HOST=town.host).get(f"/support/enter/{ticket}/").status_code == HTTPStatus.FORBIDDEN


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
