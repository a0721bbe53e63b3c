"""Papers from closing a month to payment, as the operator and the town see them."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from billing.models import Paper, Plan, RolledUsage
from tenants.models import Municipality, Person
from tenants.public import consortiums, in_public, in_town
from tests.billing.console.test_plan_pages import TERMS
from tests.towns import PASSWORD, settle

LAST = timezone.localdate().replace(day=1) - timedelta(days=1)
ISSUER = {"name": "結の郷協議会", "t_number": "T7010705000725", "rounding": "floor", "payment_days": 30}


@pytest.fixture
def operator(towns) -> Client:
    """The operator, signed in; an issuer stands, and both towns are on a plan since long before the last month."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@c.example", name="協議 太郎", password=PASSWORD, is_operator=True)
        client.force_login(person)
        client.consortium = consortiums()[0].id
    assert client.post("/papers/issuer/", ISSUER).status_code == HTTPStatus.FOUND
    assert client.post("/plans/new/", {**TERMS, "valid_from": "2020-04-01"}).status_code == HTTPStatus.FOUND
    with in_public():
        plan = Plan.objects.get().pk
    for town, people in zip(towns[:2], (7_000, ""), strict=True):
        form = {"plan_id": plan, "valid_from": "2020-04-01", "population": people}
        assert client.post(f"/plans/towns/{town.id}/", form).status_code == HTTPStatus.FOUND
    return client


def closed(operator: Client) -> str:
    form = {"consortium_id": operator.consortium, "month": f"{LAST:%Y-%m}"}
    return operator.post("/papers/close/", form).content.decode()


def admin(town) -> Client:
    people, client = settle(town), Client(HTTP_HOST=town.host)
    with in_town(town):
        client.force_login(people.admin)
    return client


def invoice(town) -> Paper:
    with in_public():
        return Paper.objects.get(town_id=town.id, kind="invoice", state="issued")


def test_closing_a_month_twice_gives_one_invoice_and_names_who_has_no_population(operator, towns) -> None:
    with in_public():
        Municipality.objects.filter(pk=towns[1].id).update(population=None)
        RolledUsage.objects.create(town_id=towns[0].id, day=LAST, feature="chat", calls=140, flag="no_price")
    first, second = closed(operator), closed(operator)
    for page in (first, second):
        assert f"{towns[1].name}：人口が登録されていません" in page
    paper = invoice(towns[0])
    assert paper.total_yen == (50_000 + 100) * 110 // 100
    assert paper.due_on == paper.issued_on + timedelta(days=30)
    with in_public():
        Municipality.objects.filter(pk=towns[1].id).update(population=3_000)
    closed(operator)
    with in_public():
        assert sorted(Paper.objects.values_list("sequence", flat=True)) == [1, 2]


def test_a_month_that_is_not_over_is_not_closed(operator) -> None:
    form = {"consortium_id": operator.consortium, "month": f"{timezone.localdate():%Y-%m}"}
    assert "締める月を選んでください" in operator.post("/papers/close/", form, follow=True).content.decode()
    with in_public():
        assert not Paper.objects.exists()


def test_a_town_reads_its_paper_numbers_it_and_returns_it_and_no_other_town_can(operator, towns) -> None:
    closed(operator)
    paper, client, stranger = invoice(towns[0]), admin(towns[0]), admin(towns[1])
    page = client.get(f"/papers/{paper.pk}/").content.decode()
    for words in (f"{towns[0].name}長 様", paper.number, "登録番号 T7010705000725", "55,000円"):
        assert words in page, words
    assert paper.number in client.get("/papers/").content.decode()
    assert client.get(f"/papers/{paper.pk}/paper.pdf").content[:5] == b"%PDF-"
    assert stranger.get(f"/papers/{paper.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert stranger.post(f"/papers/{paper.pk}/return/", {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND
    long = client.post(f"/papers/{paper.pk}/return/", {"reason": "長" * 301}).content.decode()
    assert "長" * 301 in long  # told beside the field, and not lost
    client.post(f"/papers/{paper.pk}/own-number/", {"own_number": "総第12号"})
    client.post(f"/papers/{paper.pk}/return/", {"reason": "宛先の課名が違います"})
    with in_public():
        paper.refresh_from_db()
    assert (paper.state, paper.returned_reason, paper.own_number) == ("returned", "宛先の課名が違います", "総第12号")
    again = client.post(f"/papers/{paper.pk}/return/", {"reason": "もう一度"}, follow=True).content.decode()
    assert "状態が変わったため" in again


def test_paid_completed_and_in_the_ledger(operator, towns) -> None:
    operator.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    closed(operator)
    del operator.cookies[settings.LANGUAGE_COOKIE_NAME]
    paper = invoice(towns[0])
    assert paper.title.startswith("生成AI共同利用料（令和")
    assert paper.content["lines"][0]["unit"] == "式"
    done = operator.post(f"/papers/{paper.pk}/follow/completion/", follow=True).content.decode()
    assert "納品書・業務完了報告書" in done
    early = operator.post(f"/papers/{paper.pk}/follow/reminder/", follow=True).content.decode()
    assert "期限を過ぎて入金のない請求書にだけ" in early
    operator.post(f"/papers/{paper.pk}/paid/", {"paid_on": timezone.localdate().isoformat(), "yen": 55_000})
    twice = operator.post(
        f"/papers/{paper.pk}/paid/", {"paid_on": "2026-01-01", "yen": 1}, follow=True
    ).content.decode()
    assert "状態が変わったため" in twice
    ledger = operator.get(f"/papers/ledger.csv?year={paper.fiscal_year}").content.decode()
    assert ledger.startswith("\ufeff番号")
    assert f"{paper.number},請求書" in ledger
    assert "支払済み" in ledger
    assert operator.get("/papers/ledger.xlsx").content[:2] == b"PK"


def test_a_correction_keeps_the_old_paper_and_replaces_it(operator, towns) -> None:
    closed(operator)
    old = invoice(towns[0])
    form = {"reason": "人数の誤り", "what_1": "標準 基本料金", "yen_1": "40000", "tax_1": "standard"}
    form |= {f"tax_{n}": "standard" for n in (2, 3)}
    nameless = operator.post(f"/papers/{old.pk}/correct/", {**form, "yen_2": "500"}).content.decode()
    assert "内容も入力してください" in nameless
    assert 'value="500"' in nameless
    page = operator.post(f"/papers/{old.pk}/correct/", form, follow=True).content.decode()
    assert f"第 {old.number} 号を訂正し" in page
    with in_public():
        old.refresh_from_db()
        assert (old.state, old.total_yen) == ("replaced", 55_000)
    assert invoice(towns[0]).total_yen == 44_000
    again = closed(operator)
    assert "締め直しても新しい請求書は出ません" in again
    found = operator.get(f"/papers/?q={towns[0].name}").content.decode()
    assert old.number in found
    assert "当てはまる書類はありません" in operator.get(f"/papers/?q={towns[1].name}").content.decode()


def test_writing_terms_into_an_invoiced_month_is_refused(operator, towns) -> None:
    closed(operator)
    answer = operator.post("/plans/new/", {**TERMS, "valid_from": date(2021, 4, 1).isoformat()}).content.decode()
    assert "発行済みの請求書" in answer


def test_next_years_quotation_and_overdue_filter(operator, towns) -> None:
    page = operator.post(f"/papers/estimates/{towns[0].id}/", follow=True).content.decode()
    assert "見積もります" in page
    assert "当てはまる書類はありません" in operator.get("/papers/?state=overdue").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"t_number": "T7010705000726"}, "検査数字が合いません"), ({"payment_days": 31}, "1日から30日まで")],
)
def test_a_wrong_issuer_is_told(operator, changes, words) -> None:
    assert words in operator.post("/papers/issuer/", {**ISSUER, **changes}).content.decode()


def test_the_list_costs_few_queries(operator, django_assert_max_num_queries) -> None:
    closed(operator)
    with django_assert_max_num_queries(10):
        operator.get("/papers/")
