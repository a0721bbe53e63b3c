"""What an attacker tries first, generated from the URL map and the task registry where it can be."""

from http import HTTPStatus

import pytest
from celery import current_app
from django.conf import settings
from django.test import Client
from django.urls import ResolverMatch, resolve

from tenants.models import Person
from tenants.public import OperatorTask, Town, TownTask, in_no_town, in_public, in_town
from tests.towns import PASSWORD, People, settle
from tests.walls.addresses import OPERATOR_URLCONF, TOWN_URLCONF, Address, addresses
from tests.walls.keyed_doors import KEYED

EXAMPLES = {"int": 1, "uuid": "00000000-0000-0000-0000-000000000001", "str": "x", "slug": "x"}
# Addresses that nobody has to sign in for, each with its reason; every other page of ours is guarded.
OPEN = {
    "set_language": "choosing a language",
    "": "the probes of a proxy: a word, no data",
    "tenants:root": "leads on",
    "tenants:accept_invitation": "who is invited has no account yet; the key decides",
    "tenants:support_enter": "an operator has no account in the town; the ticket decides",
    "tenants:support_leave": "who is in for support closes the visit; anybody else is led on",
    "assistants:chat": "residents",
    "assistants:ask": "residents",
    "assistants:choose_reading": "residents",
    "assistants:start_over": "residents",
    "assistants:talk": "residents",
    "assistants:talk_news": "residents, of their own hand-overs",
    "assistants:talk_answer": "residents, of their own hand-over",
    "assistants:talk_forget": "residents",
    "assistants:feedback": "residents, of their own conversation",
    "knowledge:source": "residents, by a signed link",
    "knowledge:source_file": "residents, by a signed link",
    "knowledge:source_page": "residents, by a signed link",
    "knowledge:garbage": "residents",
    "knowledge:garbage_calendar": "residents",
    "knowledge:garbage_ics": "residents",
    "assistants:persona_picture": "residents",
    "assistants:guides": "residents",
    "assistants:guide": "residents",
    "assistants:widget_loader": "residents on the town's site: a script, no data",
    "assistants:widget_chat": "residents on the town's site: a script, no data",
    "assistants:widget_start": "residents on a site that the town names",
    "assistants:widget_ask": "residents on a site that the town names",
    "assistants:widget_feedback": "residents on a site that the town names, of their own conversation",
    "assistants:widget_talk_form": "residents on a site that the town names",
    "assistants:widget_talk_ask": "residents on a site that the town names",
    "assistants:widget_talk_news": "residents on a site that the town names, of their own hand-overs",
    "assistants:widget_talk_answer": "residents on a site that the town names, of their own hand-over",
    "assistants:line_webhook": "LINE, by the channel's signature",
    "console:stripe_webhook": "Stripe, by the signature of the notice",
    **KEYED,
}
# Doors without a form's token, for they know no cookie: a signature, a key or a named site decides.
FOR_PROGRAMS = ("assistants:line_webhook", "console:stripe_webhook", "assistants_api:", "library_api:")
REFUSED_BY_PROGRAMS = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}
PLACES = [
    pytest.param(urlconf, address, id=f"{urlconf.rpartition('_')[2]}-{address}")
    for urlconf in (TOWN_URLCONF, OPERATOR_URLCONF)
    for address in addresses(urlconf)
]


@pytest.fixture
def home(towns: tuple[Town, Town]) -> tuple[Town, People]:
    """The first town with its people, entered by nobody."""
    return towns[0], settle(towns[0])


def _path(address: Address) -> str:
    return address.filled({name: EXAMPLES.get(kind, "x") for name, kind in address.blanks})


def _match(urlconf: str, address: Address) -> ResolverMatch:
    return resolve(_path(address), urlconf=urlconf)


def _host(urlconf: str, town: Town) -> str:
    return settings.OPERATOR_HOST if urlconf == OPERATOR_URLCONF else town.host


def _is_allauth(match: ResolverMatch) -> bool:
    view = getattr(match.func, "view_class", match.func)
    return str(view.__module__).startswith("allauth.")


def _signed_in(town: Town, person: Person) -> Client:
    client = Client(HTTP_HOST=town.host, raise_request_exception=False)
    with in_town(town):
        client.force_login(person)
    return client


@pytest.mark.parametrize(("urlconf", "address"), PLACES)
def test_every_page_is_guarded_or_open_for_a_reason(urlconf: str, address: Address) -> None:
    match = _match(urlconf, address)
    guarded = getattr(match.func, "needs_permission", "")
    assert guarded or _is_allauth(match) or address.name in OPEN, f"{address.route}: guard it, or say why it is open"
    if guarded and urlconf == OPERATOR_URLCONF:
        assert guarded == "operator"


@pytest.mark.parametrize(("urlconf", "address"), PLACES)
def test_no_page_takes_a_post_without_the_forms_token(urlconf: str, address: Address, home) -> None:
    """Nor does a program's door take the cookie of somebody signed in for its key or signature."""
    town, people = home
    client = Client(HTTP_HOST=_host(urlconf, town), enforce_csrf_checks=True)
    if urlconf == TOWN_URLCONF:
        with in_town(town):
            client.force_login(people.admin)
    refused = REFUSED_BY_PROGRAMS if address.name.startswith(FOR_PROGRAMS) else {HTTPStatus.FORBIDDEN}
    assert client.post(_path(address), {"question": "x"}).status_code in refused


@pytest.mark.parametrize(("urlconf", "address"), PLACES)
def test_nobody_signed_in_is_led_to_the_sign_in_page(urlconf: str, address: Address, home) -> None:
    if not getattr(_match(urlconf, address).func, "needs_permission", ""):
        return
    client = Client(HTTP_HOST=_host(urlconf, home[0]))
    answers = [client.get(_path(address)), client.post(_path(address))]
    led = [answer for answer in answers if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED]
    assert led
    for answer in led:
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"].startswith("/accounts/login/?next=%2F")


@pytest.mark.parametrize(("urlconf", "address"), PLACES)
def test_every_answer_carries_the_headers_and_no_cookie_a_domain(urlconf: str, address: Address, home) -> None:
    town, people = home
    clients = [Client(HTTP_HOST=_host(urlconf, town), raise_request_exception=False)]
    if urlconf == TOWN_URLCONF:
        clients.append(_signed_in(town, people.admin))
    for client in clients:
        answer = client.get(_path(address))
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "'unsafe" not in answer["Content-Security-Policy"]
        assert {name: answer[name] for name in HEADERS if name in answer} == HEADERS
        assert [cookie["domain"] for cookie in answer.cookies.values() if cookie["domain"]] == []


def _own_tasks() -> list[str]:
    current_app.loader.import_default_modules()
    return sorted(name for name in current_app.tasks if not name.startswith("celery."))


def test_no_task_runs_without_a_place_or_in_the_wrong_one(towns: tuple[Town, Town]) -> None:
    names = _own_tasks()
    assert "knowledge.ingest" in names
    for name in names:
        task = current_app.tasks[name]
        assert isinstance(task, TownTask), name
        wrong = towns[0].schema_name if isinstance(task, OperatorTask) else "public"
        for headers in ({}, {"yuimachi_place": wrong}, {"yuimachi_place": "town_000000"}):
            with in_no_town():
                assert task.apply(headers=headers).state != "SUCCESS", name


def test_a_person_who_calls_themselves_operator_in_a_town_opens_nothing(home) -> None:
    town, people = home
    with in_town(town):
        Person.objects.filter(pk=people.admin.pk).update(is_operator=True)
        people.admin.refresh_from_db()
    client = _signed_in(town, people.admin)
    for urlconf in (TOWN_URLCONF, OPERATOR_URLCONF):
        for address in addresses(urlconf):
            if getattr(_match(urlconf, address).func, "needs_permission", ""):
                for answer in (client.get(_path(address)), client.post(_path(address))):
                    assert answer.status_code >= HTTPStatus.FOUND, address
    client.defaults["HTTP_HOST"] = settings.OPERATOR_HOST
    assert "/accounts/login/" in client.get("/")["Location"]


def test_an_operators_session_is_worthless_in_a_town(home, settings) -> None:
    with in_public():
        operator = Person.objects.create_user(email="op@op.example", name="運営", password=PASSWORD, is_operator=True)
        client = Client(HTTP_HOST=settings.OPERATOR_HOST)
        client.force_login(operator)
    assert client.get("/").status_code == HTTPStatus.OK
    settings.OPERATORS_NEED_SECOND_STEP = True
    assert client.get("/").headers["Location"] == "/accounts/2fa/"
    client.defaults["HTTP_HOST"] = home[0].host
    assert client.get("/home/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("host", ["KOUNO.TEST", "kouno.test.", "kouno.test:8443"])
def test_a_host_in_another_spelling_is_the_same_town(home, host: str) -> None:
    assert "甲野町" in Client(HTTP_HOST=host).get("/chat/").content.decode()


@pytest.mark.parametrize(
    "host", ["kouno.test,otogawa.test", "kouno.test/otogawa.test", "otogawa.test@kouno.test", "kouno.test\x00", ""]
)
def test_a_host_that_is_none_is_refused(home, host: str) -> None:
    answer = Client(HTTP_HOST=host, raise_request_exception=False).get("/chat/")
    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}
    assert "甲野町" not in answer.content.decode()


def test_headers_of_proxies_do_not_lead_to_another_town(home) -> None:
    told = {"HTTP_X_FORWARDED_HOST": "otogawa.test", "HTTP_FORWARDED": "host=otogawa.test"}
    page = Client(HTTP_HOST="kouno.test", **told).get("/chat/").content.decode()
    assert "甲野町" in page
    assert "乙川村" not in page


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_address_leads_to_another_host(home, target: str) -> None:
    town, people = home
    client = Client(HTTP_HOST=town.host)
    entered = {"login": people.member.email, "password": PASSWORD, "next": target}
    for answer in (
        client.post("/language/", {"language": "en", "next": target}),
        client.get("/home/", {"next": target}),
        client.post(f"/accounts/login/?next={target}", entered),
        client.post("/accounts/logout/", {"next": target}),
    ):
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith(("//", "/\\"))


def test_signing_in_and_resetting_tell_nobody_who_is_here(home) -> None:
    town, people = home
    client = Client(HTTP_HOST=town.host)
    wrong = []
    for address in (people.member.email, "nobody@town.example"):
        page = client.post("/accounts/login/", {"login": address, "password": "wrong words"})
        reset = client.post("/accounts/password/reset/", {"email": address})
        errors = page.context["form"].errors.get_json_data()
        wrong.append((page.status_code, str(errors), reset.status_code, reset["Location"]))
    assert wrong[0] == wrong[1]


def test_signing_in_changes_the_session(home) -> None:
    town, people = home
    client = Client(HTTP_HOST=town.host)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    client.post("/accounts/login/", {"login": people.member.email, "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32
