"""A job belongs to one worker at a time, and to nobody who lost it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.models import LogExport
from jobs.public import LostJob, lost
from tenants.models import Person
from tenants.public import Town
from tests.towns import People

LEASE = timedelta(minutes=5)
NOW = timezone.now()


@pytest.fixture
def waiting(town: Town, people: People) -> LogExport:
    """An export that nobody has taken up."""
    return LogExport.objects.create(person=Person.objects.first(), kind="csv", queued_at=NOW)


def test_one_worker_has_it_until_its_lease_is_over(waiting: LogExport) -> None:
    first = LogExport.claim(pk=waiting.pk, now=NOW, lease=LEASE, total=7)
    assert first is not None
    assert (first.state, first.attempts, first.total) == (LogExport.State.WORKING, 1, 7)
    assert LogExport.claim(pk=waiting.pk, now=NOW + LEASE, lease=LEASE) is None
    second = LogExport.claim(pk=waiting.pk, now=NOW + LEASE + timedelta(seconds=1), lease=LEASE)
    assert second is not None
    assert second.attempts == 2


def test_who_lost_it_changes_nothing_any_more(waiting: LogExport) -> None:
    first = LogExport.claim(pk=waiting.pk, now=NOW, lease=LEASE)
    second = LogExport.claim(pk=waiting.pk, now=NOW + 2 * LEASE, lease=LEASE)
    assert first
    assert second
    assert not first.write(written=100)
    with pytest.raises(LostJob):
        first.keep(state=LogExport.State.DONE)
    assert (first.written, first.state) == (0, LogExport.State.WORKING)
    second.keep(written=5)
    waiting.refresh_from_db()
    assert (waiting.written, waiting.state, second.written) == (5, LogExport.State.WORKING, 5)


def test_what_is_over_is_claimed_by_nobody(waiting: LogExport) -> None:
    LogExport.objects.update(state=LogExport.State.CANCELLED)
    assert LogExport.claim(pk=waiting.pk, now=NOW, lease=LEASE) is None


def test_the_sweep_finds_what_nobody_heard_and_what_died(waiting: LogExport) -> None:
    rows, unheard = LogExport.objects.all(), timedelta(minutes=2)
    assert lost(rows=rows, now=NOW + timedelta(minutes=1), unheard=unheard) == []
    assert lost(rows=rows, now=NOW + timedelta(minutes=3), unheard=unheard) == [waiting.pk]
    LogExport.claim(pk=waiting.pk, now=NOW, lease=LEASE)
    assert lost(rows=rows, now=NOW + timedelta(minutes=3), unheard=unheard) == []
    assert lost(rows=rows, now=NOW + timedelta(minutes=6), unheard=unheard) == [waiting.pk]
