"""When a site is read by itself, and that each due reading starts once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.crawling.schedule import next_time, start_due
from knowledge.models import CrawlRun, Site
from tests.knowledge.crawling.conftest import make_site

TOKYO = ZoneInfo("Asia/Tokyo")
SATURDAY = datetime(2026, 11, 28, 12, 0, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("schedule", "weekday", "hour", "expected"),
    [
        ("daily", 0, 15, datetime(2026, 11, 28, 15, tzinfo=TOKYO)),
        ("daily", 0, 3, datetime(2026, 11, 29, 3, tzinfo=TOKYO)),
        ("daily", 0, 12, datetime(2026, 11, 29, 12, tzinfo=TOKYO)),
        ("weekly", 5, 13, datetime(2026, 11, 28, 13, tzinfo=TOKYO)),
        ("weekly", 5, 3, datetime(2026, 12, 5, 3, tzinfo=TOKYO)),
        ("weekly", 0, 3, datetime(2026, 11, 30, 3, tzinfo=TOKYO)),
        ("never", 0, 3, None),
    ],
)
def test_the_next_time(schedule: str, weekday: int, hour: int, expected: datetime | None) -> None:
    assert next_time(schedule=schedule, weekday=weekday, hour=hour, after=SATURDAY) == expected


@pytest.mark.django_db
def test_what_is_due_starts_once_and_is_planned_anew(town) -> None:
    due = make_site("https://due.example/", schedule="daily", next_run_at=SATURDAY)
    make_site("https://later.example/", schedule="daily", next_run_at=datetime(2026, 11, 29, 3, tzinfo=TOKYO))
    make_site("https://paused.example/", schedule="daily", next_run_at=SATURDAY, paused_at=SATURDAY)
    assert start_due(now=SATURDAY) == 1
    assert start_due(now=SATURDAY) == 0
    assert CrawlRun.objects.get().site == due
    assert Site.objects.get(pk=due.pk).next_run_at == datetime(2026, 11, 29, 3, tzinfo=TOKYO)
