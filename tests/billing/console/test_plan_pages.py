"""Plans as the operator writes them and as a town sees its own."""

from datetime import date
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from audit_log.models import Entry
from billing.models import PlanEdition, RolledUsage, TownPlan
from metering.public import day_of, fiscal_year_of
from tenants.models import Municipality, Person
from tenants.public import in_public, in_town
from tests.towns import PASSWORD, settle

YEAR = fiscal_year_of(day=day_of(at=timezone.now()))
TERMS = {
    "name": "標準",
    "valid_from": f"{YEAR}-04-01",
    "cycle": "monthly",
    "tax": "standard",
    "meter": "calls",
    "included": "100",
    "unit_price": "2.5",
    "up_to_1": "5000",
    "yen_1": "30000",
    "yen_2": "50000",
    "option_1": "LINE連携",
    "option_yen_1": "5000",
}


@pytest.fixture
def operator(towns) -> Client:
    """The operator, signed in; the first town has 7,000 people."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@c.example", name="協議 太郎", password=PASSWORD, is_operator=True)
        client.force_login(person)
        Municipality.objects.filter(pk=towns[0].id).update(population=7_000)
    return client


def on_plan(operator: Client, town_id: int, **terms: str) -> None:
    """The town is on a plan from the beginning of the fiscal year, with its option."""
    assert operator.post("/plans/new/", {**TERMS, **terms}).status_code == HTTPStatus.FOUND
    with in_public():
        plan = PlanEdition.objects.get().plan_id
    form = {"plan_id": plan, "valid_from": f"{YEAR}-04-01", "options": ["LINE連携"]}
    assert operator.post(f"/plans/towns/{town_id}/", form).status_code == HTTPStatus.FOUND


def test_a_town_sees_its_month_and_the_coming_year(operator, towns) -> None:
    on_plan(operator, towns[0].id)
    with in_public():
        RolledUsage.objects.create(
            town_id=towns[0].id, day=day_of(at=timezone.now()), feature="chat", calls=140, flag="no_price"
        )
        assert Entry.objects.filter(action__in=("billing.plan.written", "billing.town_plan.written")).count() == 2
    people, client = settle(towns[0]), Client(HTTP_HOST=towns[0].host)
    with in_town(towns[0]):
        client.force_login(people.admin)
    page = client.get("/plan/").content.decode()
    for words in ("標準 基本料金", "50,000", "LINE連携", "標準 超過利用", "来年度の見積り", "660,000"):
        assert words in page, words
    listed = operator.get("/plans/").content.decode()
    assert "人口5,000人まで 30,000円、それより多い町 50,000円" in listed
    assert "契約なし" in listed  # the other town


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tax": ""}, "＊"),
        ({"up_to_2": "9000"}, "最後の人口区分だけ"),
        ({"discount_percent": "10"}, "割引の名前を入れてください"),
        ({"yen_1": "-1"}, "0 以上"),
    ],
)
def test_terms_that_cannot_be_charged_are_told_and_nothing_is_lost(operator, changes, words) -> None:
    answer = operator.post("/plans/new/", {**TERMS, **changes}).content.decode()
    assert words in answer
    assert 'value="標準"' in answer
    with in_public():
        assert not PlanEdition.objects.exists()


def test_a_missing_population_is_told_on_both_pages(operator, towns) -> None:
    with in_public():
        Municipality.objects.filter(pk=towns[0].id).update(population=None)
    on_plan(operator, towns[0].id)
    assert "人口が登録されていません" in operator.get(f"/plans/towns/{towns[0].id}/").content.decode()


def test_a_yearly_plan_is_left_only_at_1_april_and_a_stranger_is_a_404(operator, towns) -> None:
    on_plan(operator, towns[0].id, cycle="yearly")
    path = f"/plans/towns/{towns[0].id}/"
    answer = operator.post(path, {"plan_id": "", "valid_from": f"{YEAR}-10-01"}).content.decode()
    assert "変更は4月1日からにしてください" in answer
    assert operator.post(path, {"plan_id": "", "valid_from": f"{YEAR + 1}-04-01"}).status_code == HTTPStatus.FOUND
    with in_public():
        assert TownPlan.objects.get(plan=None).valid_from == date(YEAR + 1, 4, 1)
    assert operator.get("/plans/towns/999999/").status_code == HTTPStatus.NOT_FOUND


def test_terms_turn_yearly_only_at_1_april(operator) -> None:
    operator.post("/plans/new/", TERMS)
    turned = {**TERMS, "cycle": "yearly", "valid_from": f"{YEAR}-10-01"}
    assert "月額と年額の切り替えは4月1日に" in operator.post("/plans/new/", turned).content.decode()
    again = operator.post("/plans/new/", {**turned, "valid_from": f"{YEAR + 1}-04-01"})
    assert again.status_code == HTTPStatus.FOUND
    before = {**turned, "valid_from": f"{YEAR - 1}-10-01"}  # ahead of the monthly terms, which begin at 1 April
    assert operator.post("/plans/new/", before).status_code == HTTPStatus.FOUND


def test_the_list_of_towns_costs_few_queries(operator, towns, django_assert_max_num_queries) -> None:
    on_plan(operator, towns[0].id)
    with django_assert_max_num_queries(10):
        operator.get("/plans/")
