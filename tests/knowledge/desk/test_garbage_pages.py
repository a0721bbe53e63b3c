"""Garbage on staff and resident pages: sheets in, columns, errors by row, release, single rows, out again."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.models import CollectionException, CollectionRule, GarbageEdition, GarbageItem
from knowledge.public import answer_garbage
from tenants.models import Section
from tests.builders.garbage import BREAKS, DAYS, ITEMS, furnish_garbage
from tests.knowledge.desk.test_pages import client_of, get, post

pytestmark = pytest.mark.django_db
BASE = "/knowledge/garbage/"


@pytest.fixture
def admin(town, people) -> Client:
    return client_of(town, people.admin)


@pytest.fixture
def head(town, people) -> Client:
    return client_of(town, people.head)


def upload(client: Client, kind: str, *files: tuple[str, bytes], **words: str):
    data = {"uploads": [SimpleUploadedFile(name, content) for name, content in files], "title": "表"} | words
    return post(client, f"{BASE}{kind}/new/", data)


def items_of(text: str) -> tuple[str, bytes]:
    return "items.csv", text.encode("cp932")


COLUMNS = {"name": "0", "reading": "1", "category": "2", "how": "3", "fee": "4", "notes": "5"}


def test_a_dictionary_comes_in_is_released_and_answers(admin: Client) -> None:
    page = upload(admin, "items", items_of(ITEMS))
    columns = get(admin, page["Location"])
    assert "乾電池" in columns.content.decode()
    taken = post(admin, page["Location"], COLUMNS)
    assert "すべての行を取り込みました" in taken.content.decode()
    assert answer_garbage(question="乾電池の捨て方", now=timezone.localtime(), district_id=None) is None
    edition = GarbageEdition.objects.get()
    post(admin, f"{BASE}{edition.pk}/decide/", {"wish": "approve"})
    answer = answer_garbage(question="乾電池の捨て方", now=timezone.localtime(), district_id=None)
    assert answer is not None
    assert answer.groups[0].items[0].category.name == "有害ごみ"


def test_rows_that_cannot_be_taken_are_named_and_the_others_come_in(admin: Client) -> None:
    broken = ITEMS + "鍋,なべ,,,,\n乾電池,かんでんち,有害ごみ,,,\n"
    page = upload(admin, "items", items_of(broken))
    text = post(admin, page["Location"], COLUMNS).content.decode()
    assert "「鍋」の分別区分がありません" in text
    assert "「乾電池」は2行目にもあります" in text
    assert GarbageItem.objects.count() == 9


def test_days_that_cannot_be_read_are_named_with_an_example(admin: Client) -> None:
    days = DAYS.replace("第4火曜日", "そのうち")
    period = {"valid_from": "2026-04-01", "valid_until": "2027-03-31"}
    page = upload(admin, "days", ("days.csv", days.encode()), ("off.csv", BREAKS.encode()), **period)
    mapping = {"district": "0", "category": "1", "days": "2", "time": "3", "notes": "4"}
    text = post(admin, page["Location"], mapping).content.decode()
    assert "東地区・有害ごみの収集日「そのうち」を読み取れません" in text
    assert (CollectionRule.objects.count(), CollectionException.objects.count()) == (4, 2)


def test_an_executable_is_refused_and_nothing_is_kept(admin: Client) -> None:
    page = upload(admin, "items", ("items.csv", b"MZ\x90\x00\x03" * 40))
    assert page.status_code == 200
    assert "field__error" in page.content.decode() or "＊" in page.content.decode()
    assert not GarbageEdition.objects.exists()


def test_a_changed_item_is_a_new_row_and_the_old_one_stays_readable(admin: Client) -> None:
    furnish_garbage()
    row = GarbageItem.objects.get(name="乾電池")
    words = {"name": "乾電池", "category": "有害ごみ", "how": "役場の箱へ", "other_names": "単一、単二"}
    post(admin, f"{BASE}{row.edition_id}/rows/{row.pk}/", words)
    row.refresh_from_db()
    assert row.retired_at is not None
    answer = answer_garbage(question="単一の捨て方", now=timezone.localtime(), district_id=None)
    assert answer is not None
    assert answer.groups[0].items[0].how == "役場の箱へ"


def test_what_a_person_who_may_not_release_writes_waits(town, people, admin: Client, head: Client) -> None:
    section = Section.objects.get(key="juumin")
    furnish_garbage(section_id=section.pk)
    edition = GarbageEdition.objects.get(kind="items")
    words = {"name": "鍋", "category": "有害ごみ"}
    assert get(client_of(town, people.member), f"{BASE}{edition.pk}/rows/new/").status_code in (403, 404)
    post(head, f"{BASE}{edition.pk}/rows/new/", words)
    assert GarbageItem.objects.get(name="鍋").approved


def test_a_day_off_typed_in_counts_at_once(admin: Client) -> None:
    furnish_garbage()
    edition = GarbageEdition.objects.get(kind="days")
    words = {"effect": "closed", "first": "2026-12-21", "last": "2026-12-21", "district": "東地区", "notes": "大雪"}
    post(admin, f"{BASE}{edition.pk}/rows/new/?kind=break", words)
    now = timezone.make_aware(timezone.datetime(2026, 12, 18, 12))
    answer = answer_garbage(question="東地区の可燃ごみはいつ", now=now, district_id=None)
    assert answer is not None
    assert answer.kinds[0].days[0] == date(2026, 12, 24)


def test_what_goes_out_comes_in_again(admin: Client) -> None:
    furnish_garbage()
    edition = GarbageEdition.objects.get(kind="items")
    sheet = get(admin, f"{BASE}{edition.pk}/export/").content
    page = upload(admin, "items", ("again.csv", sheet))
    again = {"name": "0", "reading": "1", "other_names": "2", "category": "3", "how": "4", "fee": "5", "notes": "6"}
    post(admin, page["Location"], again)
    names = [
        set(GarbageItem.objects.filter(edition=e).values_list("name", "fee"))
        for e in GarbageEdition.objects.filter(kind="items")
    ]
    assert names[0] == names[1]


def test_the_pages_stand_empty_and_full_with_few_queries(admin: Client, town) -> None:
    for path in (BASE, f"{BASE}items/new/", f"{BASE}days/new/", "/gomi/", "/gomi/calendar/"):
        assert get(admin, path).status_code == 200, path
    furnish_garbage()
    edition = GarbageEdition.objects.get(kind="days")
    for path in (
        BASE,
        f"{BASE}{edition.pk}/",
        f"{BASE}{edition.pk}/rows/new/",
        f"{BASE}{edition.pk}/rows/new/?kind=break",
    ):
        with CaptureQueriesContext(connection) as queries:
            assert get(admin, path).status_code == 200, path
        assert len(queries) < 30, path


def test_residents_read_the_list_and_their_districts_month(town) -> None:
    furnish_garbage()
    resident = client_of(town)
    listed = get(resident, "/gomi/?q=でんち").content.decode()
    assert "乾電池" in listed
    assert "座布団" not in listed
    district = CollectionRule.objects.filter(district__name="東地区").first().district_id
    month = get(resident, f"/gomi/calendar/?district={district}&month=2026-12").content.decode()
    assert "年末年始の休み" in month
    assert "12月31日の振替" in month
    ics = get(resident, f"/gomi/calendar.ics?district={district}").content.decode()
    assert ics.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:可燃ごみ" in ics
    assert all(len(line.encode()) <= 75 for line in ics.split("\r\n"))


@pytest.mark.parametrize("query", ["?district=999", "?district=x", "?district=99999999999999999999", "?district=%00"])
def test_an_unknown_district_is_not_found(town, query: str) -> None:
    furnish_garbage()
    assert get(client_of(town), f"/gomi/calendar/{query}").status_code == 404
