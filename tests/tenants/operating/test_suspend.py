"""Suspending a town: once, told on both sides of the border, and undone as it was."""

import pytest
from django.utils import timezone

from audit_log.models import Entry
from tenants.models import Municipality, Person
from tenants.operating.suspend import resume_town, suspend_town
from tenants.public import in_public, in_town
from tests.towns import PASSWORD


@pytest.fixture
def operator(db) -> Person:
    with in_public():
        return Person.objects.create_user(
            email="op@consortium.example", name="協議 太郎", password=PASSWORD, is_operator=True
        )


def test_a_town_is_suspended_once_and_resumed(towns, operator) -> None:
    here, there = towns
    now = timezone.now()
    assert suspend_town(town_id=here.id, reason="契約の更新", operator=operator, now=now)
    assert not suspend_town(town_id=here.id, reason="もう一度", operator=operator, now=now)
    with in_public():
        assert Municipality.objects.get(pk=here.id).suspended_reason == "契約の更新"
        assert Municipality.objects.get(pk=there.id).suspended_at is None
    assert resume_town(town_id=here.id, operator=operator, now=now)
    assert not resume_town(town_id=here.id, operator=operator, now=now)
    with in_public():
        assert Municipality.objects.get(pk=here.id).suspended_at is None


def test_it_is_written_down_in_the_town_as_well(towns, operator) -> None:
    here, there = towns
    suspend_town(town_id=here.id, reason="契約の更新", operator=operator, now=timezone.now())
    for place, times in ((in_town(here), 1), (in_town(there), 0), (in_public(), 1)):
        with place:
            assert Entry.objects.filter(action__contains="suspended").count() == times
