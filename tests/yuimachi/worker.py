"""A real worker process on the test database, to be killed at will."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
from celery import current_app
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yuimachi.broker import broker_conninfo

ROOT = Path(__file__).resolve().parents[2]


def present_database_url() -> str:
    """libpq string of the database this test works in."""
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    values = {word: str(connection.settings_dict[key]) for word, key in names.items() if connection.settings_dict[key]}
    return make_conninfo("", **values)


def start_worker(log: Path, *, queues: str = "quick") -> subprocess.Popen[bytes]:
    """A worker with two processes on the queues (names with commas)."""
    words = ["-m", "celery", "-A", "yuimachi.celery_app", "worker", "-Q", queues, "--concurrency", "2", "-l", "INFO"]
    words += ["--without-gossip", "--without-mingle", "--without-heartbeat", "-I", "tests.yuimachi.counting_tasks"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "yuimachi.settings.testing",
        "YUIMACHI_TEST_DATABASE_URL": present_database_url(),
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        "YUIMACHI_LOG_LEVEL": "INFO",
    }
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )


def kill_hard(worker: subprocess.Popen[bytes]) -> None:
    """`kill -9` of the worker and all its children."""
    family = [*psutil.Process(worker.pid).children(recursive=True), psutil.Process(worker.pid)]
    for process in family:
        process.send_signal(signal.SIGKILL)
    worker.wait(timeout=10)


@contextmanager
def own_queues() -> Iterator[str]:
    """The app bound to queues beside the present test's database; gives their connection string, drops them at the end.
    A pool that an earlier test left would send to the queues of that test, where nobody reads."""
    conninfo = broker_conninfo(database=connection.settings_dict)
    current_app.set_current()
    _bind(conninfo)
    yield conninfo
    _bind(conninfo)
    name = sql.Identifier(str(conninfo_to_dict(conninfo)["dbname"]))
    with psycopg.connect(make_conninfo(conninfo, dbname="postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _bind(conninfo: str) -> None:
    """Send to these queues from now on, over new connections."""
    if current_app._pool is not None:
        current_app._pool.force_close_all()
        current_app._pool = None
    current_app.amqp._producer_pool = None
    current_app.conf.broker_transport_options["conn_string"] = conninfo
    current_app._broker_stands = False


def wait_until(true: Callable[[], bool], *, seconds: float = 180.0) -> bool:
    """Wait for something to become true; False when it did not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.1)
    return False
