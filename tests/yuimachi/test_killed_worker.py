"""Background work survives kill -9: nothing lost, nothing done twice in effect."""

from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from tenants.models import Section
from tenants.public import enqueue, in_town
from tests.towns import test_town
from tests.yuimachi import worker as workers
from yuimachi.broker import release_unfinished

pytestmark = [pytest.mark.slow]
JOBS = 200


@pytest.fixture
def queues(committed_database):
    """The app bound to the queues of this test's own database."""
    with workers.own_queues() as conninfo:
        yield conninfo


def _done(town) -> int:
    with in_town(town):
        return Section.objects.filter(key__startswith="job-").count()


def test_each_of_200_jobs_is_done_once_although_the_worker_is_killed_in_the_middle(queues: str, tmp_path: Path) -> None:
    town, other = test_town(0), test_town(1)
    with in_town(town):
        for number in range(JOBS):
            enqueue(task="tests.write_row", queue="quick", now=timezone.now(), details={"number": number})
    first = workers.start_worker(tmp_path / "worker.log")
    try:
        assert workers.wait_until(lambda: _done(town) >= JOBS // 4), (tmp_path / "worker.log").read_text()[-3000:]
    finally:
        workers.kill_hard(first)
    assert _done(town) < JOBS, "the worker was killed too late to prove anything"

    release_unfinished(conninfo=queues, queues=["quick"])
    second = workers.start_worker(tmp_path / "worker.log")
    try:
        assert workers.wait_until(lambda: _done(town) == JOBS), (tmp_path / "worker.log").read_text()[-3000:]
    finally:
        workers.kill_hard(second)
    with in_town(town):
        assert Section.objects.filter(key__startswith="job-", name__startswith=town.name).count() == JOBS
    assert _done(other) == 0


def test_queues_of_an_earlier_test_do_not_swallow_what_a_later_one_sends(committed_database) -> None:
    with in_town(test_town(0)):
        enqueue(task="tests.write_row", queue="quick", now=timezone.now(), details={"number": 0})
        with workers.own_queues() as conninfo:
            enqueue(task="tests.write_row", queue="quick", now=timezone.now(), details={"number": 1})
            with psycopg.connect(conninfo) as queues:
                assert queues.execute("SELECT count(*) FROM pgmq.q_quick").fetchone() == (1,)
