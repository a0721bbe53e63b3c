"""A member's page of its share: its own calculation, everybody's table, its opinion, nobody else's."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from billing.models import Allocation, AllocationOpinion
from tenants.models import Person
from tenants.public import consortiums, in_public, in_town
from tests.towns import PASSWORD, settle

TERMS = {
    "fiscal_year": 2027,
    "title": "共同利用費",
    "total_yen": 1_000_001,
    "revenue_yen": 0,
    "flat_yen": 0,
    "host_percent": 0,
    "weight_equal": 40,
    "weight_population": 60,
    "exponent": 1,
}


@pytest.fixture
def operator(towns) -> Client:
    """The operator, signed in."""
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@c.example", name="協議 太郎", password=PASSWORD, is_operator=True)
        client.force_login(person)
        client.consortium = consortiums()[0].id
    return client


def member(town) -> tuple[Client, Client]:
    """The town's admin and one of its officers, signed in."""
    people = settle(town)
    clients = (Client(HTTP_HOST=town.host), Client(HTTP_HOST=town.host))
    with in_town(town):
        for client, person in zip(clients, (people.admin, people.head), strict=True):
            client.force_login(person)
    return clients


def begun(operator: Client, **terms: object) -> Allocation:
    """A draft made by form, with 3,000 and 1,000 people."""
    form = {**TERMS, "consortium_id": operator.consortium, **terms}
    assert operator.post("/allocations/new/", form).status_code == HTTPStatus.FOUND
    with in_public():
        row = Allocation.objects.latest("pk")
        ids = list(row.members.values_list("pk", flat=True))
    figures = {f"population_{pk}": count for pk, count in zip(ids, (3_000, 1_000), strict=True)}
    assert operator.post(f"/allocations/{row.pk}/figures/", {"host": 0, **figures}).status_code == HTTPStatus.FOUND
    return row


def test_from_the_operators_form_to_a_decided_share(operator, towns) -> None:
    row = begun(operator)
    page = operator.get(f"/allocations/{row.pk}/").content.decode()
    assert "650,001" in page
    admin, _head = member(towns[0])
    assert admin.get(f"/shares/{row.pk}/").status_code == HTTPStatus.NOT_FOUND, "a draft is the operator's own"
    until = timezone.localdate() + timedelta(days=5)
    operator.post(f"/allocations/{row.pk}/ask/", {"until": until.isoformat()})
    assert "600,001円 × 3,000 ÷ 4,000" in admin.get(f"/shares/{row.pk}/").content.decode()
    admin.post(f"/shares/{row.pk}/", {"text": "人口の基準日を教えてください。"})
    other, _head = member(towns[1])
    assert "人口の基準日" not in other.get(f"/shares/{row.pk}/").content.decode(), "an opinion is between two"
    other.post(f"/shares/{row.pk}/", {"text": "意見はありません"})
    with in_public():
        ids = list(AllocationOpinion.objects.values_list("pk", flat=True))
    for pk in ids:
        operator.post(f"/opinions/{pk}/answer/", {"text": "3月31日です。"})
    assert "3月31日です。" in admin.get(f"/shares/{row.pk}/").content.decode()
    told = operator.post(f"/allocations/{row.pk}/decide/", follow=True).content.decode()
    assert "計算書はもう変わりません" in told
    for client, path in ((operator, f"/allocations/{row.pk}/sheet.xlsx"), (admin, f"/shares/{row.pk}/sheet.xlsx")):
        assert client.get(path).content[:2] == b"PK"
    assert "決定" in admin.get("/shares/").content.decode()


def test_who_only_reads_cannot_speak_and_staff_see_nothing(operator, towns) -> None:
    row = begun(operator)
    operator.post(f"/allocations/{row.pk}/ask/", {"until": timezone.localdate().isoformat()})
    _admin, head = member(towns[0])
    assert head.post(f"/shares/{row.pk}/", {"text": "x"}).status_code == HTTPStatus.FORBIDDEN
    with in_public():
        assert not AllocationOpinion.objects.exists()


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"weight_population": 50}, "合計が90％です"),
        ({"revenue_yen": 2_000_000}, "特定財源は、分ける総額以下"),
        ({"total_yen": 0}, "1 以上"),
        ({"fiscal_year": 8}, "西暦の4けた"),
        ({"exponent": 3}, "2 以下"),
    ],
)
def test_bad_terms_are_told(operator, terms, sentence) -> None:
    page = operator.post("/allocations/new/", {**TERMS, "consortium_id": operator.consortium, **terms})
    assert sentence in page.content.decode()
    with in_public():
        assert not Allocation.objects.exists()


def test_the_same_title_twice_in_a_year_is_told(operator) -> None:
    begun(operator)
    page = operator.post("/allocations/new/", {**TERMS, "consortium_id": operator.consortium}).content.decode()
    assert "同じ件名の按分があります" in page


def test_figures_that_are_missing_are_named_on_the_draft(operator) -> None:
    row = begun(operator, weight_population="", weight_need=60)
    page = operator.get(f"/allocations/{row.pk}/").content.decode()
    assert "まだ試算できません" in page
    assert "甲野町の基準財政需要額割の数がありません" in page


def test_a_deadline_that_is_none_is_told(operator) -> None:
    row = begun(operator)
    page = operator.post(f"/allocations/{row.pk}/ask/", {"until": "あした"}, follow=True).content.decode()
    assert "日付で入力してください" in page


def test_a_negative_figure_is_told_beside_its_field(operator) -> None:
    row = begun(operator)
    with in_public():
        pk = row.members.first().pk
    page = operator.post(f"/allocations/{row.pk}/figures/", {"host": 0, f"population_{pk}": -1}).content.decode()
    assert "0 以上" in page
    assert "甲野町 人口（人）" in page


def test_the_figures_page_and_the_sheet_cost_few_queries(operator, django_assert_max_num_queries) -> None:
    row = begun(operator)
    for path in (f"/allocations/{row.pk}/", f"/allocations/{row.pk}/figures/", "/allocations/"):
        with django_assert_max_num_queries(9):
            assert operator.get(path).status_code == HTTPStatus.OK
