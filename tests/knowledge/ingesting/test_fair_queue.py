"""A big upload in one town and a single file in another: turns, pause, kill -9, cancel, retry, with real workers."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit_log.public import SYSTEM
from knowledge.ingesting.deciding import cancel, go_on, pause, retry_failed
from knowledge.ingesting.receive import Placement, open_batch, receive_file
from knowledge.ingesting.ring import BELL_LASTS, ring
from knowledge.ingesting.sweep import sweep_ingestions
from knowledge.models import Document, Ingestion
from tenants.public import in_town
from tests.towns import test_town
from tests.yuimachi import worker as workers
from yuimachi.broker import release_unfinished

S = Ingestion.State
MANY = 300


def hand_in_many(count: int, *, label: str = "まとめて") -> int:
    """A batch of small files that nobody has rung for."""
    batch_id = open_batch(label=label, by_id=None)
    for number in range(count):
        receive_file(
            file=ContentFile(f"# {label}{number}\n\n{label}の{number}番の手引きです。窓口は1階です。\n".encode()),
            file_name=f"{label}{number}.md",
            batch_id=batch_id,
            placement=Placement(audience="residents"),
            by_id=None,
            release=True,
            now=timezone.now(),
            enqueue=False,
        )
    return batch_id


def rung() -> list[int]:
    return list(Ingestion.objects.exclude(rung_at=None).order_by("pk").values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_town_has_only_so_many_bells(town) -> None:
    hand_in_many(5)
    now = timezone.now()
    assert ring(now=now) == settings.INGEST_PER_TOWN
    assert ring(now=now) == 0
    Ingestion.objects.filter(pk=rung()[0]).update(state=S.DONE)
    assert ring(now=now) == 1
    assert ring(now=now + BELL_LASTS + timedelta(seconds=1)) == settings.INGEST_PER_TOWN


@pytest.mark.django_db
def test_ringing_asks_the_same_number_of_queries_for_one_file_and_for_many(town) -> None:
    hand_in_many(1)
    with CaptureQueriesContext(connection) as one:
        ring(now=timezone.now())
    hand_in_many(20, label="もっと")
    Ingestion.objects.update(rung_at=None)
    with CaptureQueriesContext(connection) as many:
        ring(now=timezone.now())
    assert len(many) <= len(one) + 2 * settings.INGEST_PER_TOWN  # the marks of enqueue


@pytest.mark.django_db
def test_batches_of_one_town_take_turns(town) -> None:
    first, second = hand_in_many(4, label="甲"), hand_in_many(4, label="乙")
    ring(now=timezone.now())
    assert {Ingestion.objects.get(pk=pk).batch_id for pk in rung()} == {first, second}


@pytest.mark.django_db
def test_a_paused_batch_takes_no_room(town) -> None:
    first, second = hand_in_many(3, label="甲"), hand_in_many(3, label="乙")
    pause(batch_id=first, now=timezone.now())
    ring(now=timezone.now())
    assert {Ingestion.objects.get(pk=pk).batch_id for pk in rung()} == {second}


@pytest.mark.django_db
def test_failed_files_of_a_batch_are_tried_again_by_one_button(town) -> None:
    batch = hand_in_many(3)
    Ingestion.objects.filter(batch=batch).update(state=S.FAILED, reason="timed_out", attempts=4)
    assert retry_failed(batch_id=batch, now=timezone.now()) == 3
    assert retry_failed(batch_id=batch, now=timezone.now()) == 0
    assert set(Ingestion.objects.values_list("state", "reason", "attempts")) == {(S.QUEUED, "", 0)}


@pytest.fixture
def queues(committed_database, monkeypatch, tmp_path):
    """The queues of this test's own database, files in a folder that worker and test share."""
    monkeypatch.setenv("YUIMACHI_TEST_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "state" / "files")
    with workers.own_queues() as conninfo:
        yield conninfo


def _count(town, state: str) -> int:
    with in_town(town):
        return Ingestion.objects.filter(state=state).count()


@pytest.mark.slow
def test_a_single_file_does_not_wait_behind_three_hundred_and_nothing_is_lost(queues: str, tmp_path: Path) -> None:
    big, small = test_town(0), test_town(1)
    log = tmp_path / "worker.log"
    with in_town(big):
        batch = hand_in_many(MANY)
        ring(now=timezone.now())
    with in_town(small):
        hand_in_many(1, label="一枚")
        ring(now=timezone.now())
    first = workers.start_worker(log, queues="ingest")
    try:
        assert workers.wait_until(lambda: _count(small, S.DONE) == 1), log.read_text()[-3000:]
        assert _count(big, S.QUEUED) > MANY * 0.8, "the single file stood behind the many"
        assert workers.wait_until(lambda: _count(big, S.DONE) >= 5), log.read_text()[-3000:]
        with in_town(big):
            pause(batch_id=batch, now=timezone.now())
        assert workers.wait_until(lambda: _count(big, S.WORKING) == 0)
        standing = _count(big, S.DONE)
        assert not workers.wait_until(lambda: _count(big, S.DONE) > standing, seconds=1.5), "paused, yet it goes on"
        with in_town(big):
            go_on(batch_id=batch, now=timezone.now())
        assert workers.wait_until(lambda: _count(big, S.DONE) > standing), log.read_text()[-3000:]
    finally:
        workers.kill_hard(first)
    _goes_on_after_the_kill(big, queues, log)
    _what_is_done_stays(big, batch)


def _goes_on_after_the_kill(town, queues: str, log: Path) -> None:
    done = _count(town, S.DONE)
    release_unfinished(conninfo=queues, queues=["ingest"])
    with in_town(town):
        Ingestion.objects.filter(state=S.WORKING).update(lease_until=timezone.now() - timedelta(seconds=1))
        Ingestion.objects.filter(state=S.QUEUED).update(rung_at=None)
        sweep_ingestions(now=timezone.now())
    second = workers.start_worker(log, queues="ingest")
    try:
        assert workers.wait_until(lambda: _count(town, S.DONE) >= done + 5), log.read_text()[-3000:]
    finally:
        workers.kill_hard(second)


def _what_is_done_stays(town, batch: int) -> None:
    done = _count(town, S.DONE)
    with in_town(town):
        stopped = cancel(batch_id=batch, by=SYSTEM, now=timezone.now())
        assert stopped == MANY - done
        assert Document.objects.findable(today=timezone.localdate()).count() == done
        assert Document.objects.count() == done
        for document in Document.objects.all()[:20]:
            assert document.passages.filter(current=True).count() == 1
