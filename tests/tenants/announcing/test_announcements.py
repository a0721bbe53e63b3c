"""Announcements: shown for their days only, with a safe link, audited."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenants.models import Announcement
from tenants.public import in_town
from tests.tenants.signing import signed_in
from tests.towns import settle


@pytest.fixture
def here(towns):
    """A settled town."""
    settle(towns[0])
    return towns[0]


def _written(**changes: str) -> dict[str, str]:
    today = timezone.localdate()
    first, last = today.isoformat(), (today + timedelta(days=3)).isoformat()
    return {"level": "warning", "title": "大雪の知らせ", "text": "", "first_day": first, "last_day": last, **changes}


def test_residents_see_a_notice_within_its_days_only(here) -> None:
    admin, today = signed_in(host=here.host, email="admin@town.example"), timezone.localdate()
    admin.post("/announcements/new/", _written())
    page = Client(HTTP_HOST=here.host)
    assert "大雪の知らせ" in page.get("/chat/").content.decode()
    with in_town(here):
        Announcement.objects.update(first_day=today - timedelta(days=9), last_day=today - timedelta(days=1))
    assert "大雪の知らせ" not in page.get("/chat/").content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"last_day": "2020-01-01"}, "より前の日です"),
        ({"link": "http://x.example/"}, "https:// で始まる"),
        ({"link": "https://x.example/"}, "リンクの言葉"),
        ({"title": ""}, "必須"),
    ],
)
def test_a_wrong_notice_is_refused_with_a_sentence(here, change, says: str) -> None:
    admin = signed_in(host=here.host, email="admin@town.example")
    assert says in admin.post("/announcements/new/", _written(**change)).content.decode()
    with in_town(here):
        assert not Announcement.objects.exists()
