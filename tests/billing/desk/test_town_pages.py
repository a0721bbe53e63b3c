"""A town's own pages of use and allowances."""

from datetime import timedelta
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.models import Entry
from metering.public import AllowanceLevel, PeriodKind, check_allowance, record_past, record_usage, top_ups
from tenants.models import Membership, Section
from tenants.public import in_town
from tests.builders.usage import usage_event
from tests.towns import settle


@pytest.fixture
def home(towns):
    """The first town with its people, entered by nobody."""
    return towns[0], settle(towns[0])


def client_of(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    with in_town(town):
        client.force_login(person)
    return client


def test_use_is_shown_by_person_section_feature_and_model(home) -> None:
    town, people = home
    with in_town(town):
        section = Section.objects.get(key="juumin").pk
        record_usage(event=usage_event(at=timezone.now(), person_id=people.member.pk, section_id=section))
        record_usage(event=usage_event(at=timezone.now(), cost_yen=Decimal("1.5")))
    client = client_of(town, people.admin)
    for by, words in (
        ("person_id", ("上野 職員", "住民・自動の処理", "25.0%", "75.0%")),
        ("section_id", ("住民課", "課に属さない利用")),
        ("feature", ("住民への回答", "100.0%")),
        ("model", ("gpt-oss-120b",)),
        ("day", (f"{timezone.localdate().month}月{timezone.localdate().day}日", "合計")),
    ):
        page = client.get("/usage/", {"by": by}).content.decode()
        for word in words:
            assert word in page, by


def test_an_empty_period_says_what_to_do_and_nonsense_opens_the_first_choice(home) -> None:
    town, people = home
    page = client_of(town, people.admin).get("/usage/", {"by": "password", "span": "ever", "measure": "x"})
    assert page.status_code == HTTPStatus.OK
    assert "この期間の利用はありません" in page.content.decode()


def test_the_csv_holds_the_rows_and_no_formula(home) -> None:
    town, people = home
    with in_town(town):
        record_usage(event=usage_event(at=timezone.now(), model="=cmd()"))
    text = client_of(town, people.admin).get("/usage.csv", {"by": "model"}).content.decode()
    assert "'=cmd(),1,0,1200,0.50" in text
    assert text.startswith("\ufeff")


def test_pages_ask_the_same_queries_however_many_rows(home, django_assert_max_num_queries) -> None:
    town, people = home
    now = timezone.now()
    with in_town(town):
        record_past(events=[usage_event(at=now - timedelta(days=n % 60), model=f"m{n}") for n in range(120)])
    client = client_of(town, people.admin)
    for path in ("/usage/?by=model&span=year", "/usage/?by=person_id", "/allowances/"):
        with django_assert_max_num_queries(22):
            assert client.get(path).status_code == HTTPStatus.OK


@pytest.mark.parametrize("walker", ["member", "head", "auditor", "outsider"])
def test_staff_without_the_word_see_nothing(home, walker) -> None:
    town, people = home
    client = client_of(town, getattr(people, walker))
    for path in ("/usage/", "/usage.csv", "/allowances/", "/allowances/new/", "/allowances/top-up/"):
        assert client.get(path).status_code == HTTPStatus.FORBIDDEN, path


def allowance(**fields) -> dict[str, object]:
    plain = {"scope": 0, "period": "fiscal_year", "limit_yen": 1000, "valid_from": "2026-04-01"}
    return {**plain, "warn_first": 70, "warn_second": 90, **fields}


def test_an_allowance_is_set_used_up_and_topped_up(home) -> None:
    town, people = home
    client, now = client_of(town, people.admin), timezone.now()
    assert client.post("/allowances/new/", allowance()).status_code == HTTPStatus.FOUND
    with in_town(town):
        record_usage(event=usage_event(at=now, cost_yen=Decimal(1000)))
        assert check_allowance(section_id=None, now=now).level is AllowanceLevel.SPENT
    assert "使い切りました" in client.get("/allowances/").content.decode()
    form = {"scope": 0, "period": "fiscal_year", "amount_yen": 500, "reason": "台風の問い合わせ"}
    assert client.post("/allowances/top-up/", form).status_code == HTTPStatus.FOUND
    with in_town(town):
        assert check_allowance(section_id=None, now=now).level is AllowanceLevel.OK
        assert [one.yen for one in top_ups(since=now.date() - timedelta(days=800))] == [500]
        assert set(Entry.objects.filter(action__startswith="billing.").values_list("action", flat=True)) == {
            "billing.allowance.set",
            "billing.allowance.topped_up",
        }
    page = client.get("/allowances/").content.decode()
    assert "台風の問い合わせ" in page
    assert "1,500円のうち1,000円" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"limit_yen": ""}, "金額かトークン数を入力してください"),
        ({"limit_yen": -1}, "0 以上"),
        ({"valid_until": "2026-03-31"}, "「いつから」より後の日"),
        ({"warn_first": 90, "warn_second": 80}, "大きい数にしてください"),
        ({"scope": 999}, "正しく選択してください"),
    ],
)
def test_bad_terms_are_told_and_nothing_is_lost(home, fields, sentence) -> None:
    town, people = home
    page = client_of(town, people.admin).post("/allowances/new/", allowance(**fields)).content.decode()
    assert sentence in page
    assert 'value="2026-04-01"' in page


def test_the_officer_sees_but_does_not_set(home) -> None:
    town, people = home
    with in_town(town):
        Membership.objects.filter(person=people.outsider).update(role="responsible_officer")
    client = client_of(town, people.outsider)
    assert client.get("/allowances/").status_code == HTTPStatus.OK
    assert client.get("/allowances/new/").status_code == HTTPStatus.FORBIDDEN


def test_a_top_up_counts_in_its_period_alone(home) -> None:
    town, people = home
    client, now = client_of(town, people.admin), timezone.now()
    client.post("/allowances/new/", allowance(period="month"))
    client.post("/allowances/top-up/", {"scope": 0, "period": "month", "amount_yen": 50, "reason": "試験"})
    with in_town(town):
        assert check_allowance(section_id=None, now=now).limit == 1050
        assert check_allowance(section_id=None, now=now + timedelta(days=40)).limit == 1000
        assert [one.period_kind for one in top_ups(since=now.date() - timedelta(days=800))] == [PeriodKind.MONTH]
