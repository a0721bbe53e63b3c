"""The operator's pages of use and prices: counts of all towns, nothing of their content."""

from decimal import Decimal
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from audit_log.models import Entry
from billing.models import RolledUsage
from billing.rolling_up.roll_up import roll_up
from metering.public import record_usage
from tenants.models import Consortium, Domain, Municipality, Person
from tenants.public import in_public, in_town
from tests.builders.usage import usage_event
from tests.towns import PASSWORD

PRICE = {"model": "gpt-oss-120b", "valid_from": "2026-04-01", "tokens_in": 10, "tokens_out": 50, "currency": "jpy"}


@pytest.fixture
def client(db) -> Client:
    """The operator, signed in."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@c.example", name="協議 太郎", password=PASSWORD, is_operator=True)
        client.force_login(person)
    return client


def test_missing_prices_are_told_until_they_are_registered(client, towns) -> None:
    now = timezone.now()
    with in_town(towns[0]):
        record_usage(event=usage_event(at=now))
    roll_up(town=towns[0], now=now)
    for path in ("/use/", "/prices/"):
        assert "金額にできない利用があります" in client.get(path).content.decode()
    answer = client.post("/prices/new/", PRICE, follow=True).content.decode()
    assert "1件の利用を計算し直しました" in answer
    assert "金額にできない利用があります" not in answer
    page = client.get("/use/").content.decode()
    assert "甲野町" in page
    assert "乙川村" in page
    with in_public():
        assert Entry.objects.filter(action="billing.price.written").count() == 1


@pytest.mark.parametrize(
    ("path", "fields", "sentence"),
    [
        ("/prices/new/", {**PRICE, "tokens_in": -1}, "0 以上"),
        ("/prices/new/", {**PRICE, "currency": "円"}, "アルファベット3文字"),
        ("/prices/new/", {**PRICE, "valid_until": "2026-03-01"}, "「いつから」より後の日"),
        ("/rates/new/", {"currency": "JPY", "valid_from": "2026-04-01", "yen": 1}, "為替レートは要りません"),
        ("/rates/new/", {"currency": "USD", "valid_from": "2026-04-01", "yen": 0}, "0 より大きい数"),
    ],
)
def test_bad_prices_are_told(client, path, fields, sentence) -> None:
    page = client.post(path, fields)
    assert page.status_code == HTTPStatus.OK
    assert sentence in page.content.decode()


def test_all_towns_of_japan_are_listed_in_few_queries(client, django_assert_max_num_queries) -> None:
    today = timezone.localdate()
    with in_public():
        consortium = Consortium.objects.get()
        towns = Municipality.objects.bulk_create(
            Municipality(
                schema_name=f"none_{n}",
                code=f"{n:06d}",
                name=f"町{n}",
                kana="まち",
                prefecture="県",
                consortium=consortium,
                opened_at=timezone.now(),
            )
            for n in range(300)
        )
        Domain.objects.bulk_create(Domain(tenant=t, domain=f"{t.schema_name}.test", is_primary=True) for t in towns)
        RolledUsage.objects.bulk_create(
            RolledUsage(town_id=t.pk, day=today, feature="draft", model="m", calls=1, price_yen=Decimal(1))
            for t in towns
        )
    with django_assert_max_num_queries(10):
        page = client.get("/use/").content.decode()
    assert "300円" in page
    assert "全302件中" in page
