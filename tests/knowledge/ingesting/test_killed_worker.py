"""kill -9 of a worker in the middle of ingestion: finished by the next one, nothing twice, nothing half found."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from knowledge.enqueue import enqueue_ingestion
from knowledge.ingesting.ring import ring
from knowledge.ingesting.sweep import sweep_ingestions
from knowledge.models import CorpusStatistics, Document, Ingestion, Passage, PassageEmbedding
from tenants.public import in_town
from tests.builders.documents import hand_in
from tests.towns import test_town
from tests.yuimachi import worker as workers
from yuimachi.broker import release_unfinished

pytestmark = [pytest.mark.slow]
FILES = 12
S = Ingestion.State


def _text(number: int) -> str:
    parts = (
        f"## 第{n}項目\n\n{number}番の手引きの{n}項です。窓口で申請書を書き、{n * 10}円を納めてください。\n"
        for n in range(60)
    )
    return f"# 手引き{number}\n\n" + "\n".join(parts)


@pytest.fixture
def queues(committed_database, monkeypatch, tmp_path):
    """The app bound to the queues of this test's own database, files in a folder that worker and test share."""
    from django.conf import settings

    monkeypatch.setenv("YUIMACHI_TEST_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "state" / "files")
    with workers.own_queues() as conninfo:
        yield conninfo


def _count(town, state: str) -> int:
    with in_town(town):
        return Ingestion.objects.filter(state=state).count()


def _half_done(town) -> bool:
    with in_town(town):
        at_work = Ingestion.objects.filter(state=S.WORKING, step=Ingestion.Step.INDEXING)
        return Ingestion.objects.filter(state=S.DONE).count() >= 2 and at_work.exists()


def test_each_file_is_taken_in_once_although_the_worker_is_killed_in_the_middle(queues: str, tmp_path: Path) -> None:
    town, log = test_town(0), tmp_path / "worker.log"
    with in_town(town):
        for number in range(FILES):
            hand_in(_text(number), name=f"{number}.md")
        ring(now=timezone.now())
    first = workers.start_worker(log, queues="ingest")
    try:
        assert workers.wait_until(lambda: _half_done(town)), log.read_text()[-3000:]
    finally:
        workers.kill_hard(first)
    assert _count(town, S.DONE) < FILES, "the worker was killed too late to prove anything"
    _nothing_half_found(town)

    release_unfinished(conninfo=queues, queues=["ingest"])
    with in_town(town):
        Ingestion.objects.filter(state=S.WORKING).update(lease_until=timezone.now() - timedelta(seconds=1))
        sweep_ingestions(now=timezone.now())
    second = workers.start_worker(log, queues="ingest")
    try:
        assert workers.wait_until(lambda: _count(town, S.DONE) == FILES), log.read_text()[-3000:]
    finally:
        workers.kill_hard(second)
    _all_there_once(town)


def _nothing_half_found(town) -> None:
    with in_town(town):
        for document in Document.objects.all():
            found = document.passages.filter(current=True).count()
            assert found == (0 if document.current_version_id is None else 60)


def _all_there_once(town) -> None:
    with in_town(town):
        assert Document.objects.exclude(current_version=None).count() == FILES
        assert Passage.objects.filter(current=True).count() == FILES * 60
        assert Passage.objects.exclude(current=True).count() == 0
        assert PassageEmbedding.objects.values("passage").distinct().count() == FILES * 60
        assert CorpusStatistics.objects.get().passages == FILES * 60


def test_two_workers_with_the_same_job_do_it_once(queues: str, tmp_path: Path) -> None:
    town, log = test_town(0), tmp_path / "worker.log"
    with in_town(town):
        received = hand_in(_text(1), name="1.md")
        for _time in range(6):
            enqueue_ingestion(ingestion_id=received.ingestion_id, now=timezone.now())
    running = [workers.start_worker(log, queues="ingest") for _worker in range(2)]
    try:
        assert workers.wait_until(lambda: _count(town, S.DONE) == 1), log.read_text()[-3000:]
    finally:
        for each in running:
            workers.kill_hard(each)
    with in_town(town):
        assert Ingestion.objects.get().attempts == 1
        assert Passage.objects.count() == 60
