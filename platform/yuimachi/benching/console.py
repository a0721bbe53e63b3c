"""`bench console`: the operator's list with all 1,741 municipalities, from rows as the towns' rounds write them.

Everything happens in one transaction that is rolled back at the end.
"""

import statistics
import time
from datetime import datetime
from random import Random
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tenants.public import add_operator, in_public, write_listed_towns

_TOWNS: Final = 1741
_ROUNDS: Final = 5
_WAYS: Final = (
    "/towns/",
    "/towns/?sort=-margin",
    "/towns/?sort=-health&health=warning",
    "/towns/?q=町&page=9&sort=name",
    "/",
)


def run() -> dict[str, Any]:
    """Of the slowest way of looking at the list, medians of some rounds: seconds, this process' own work, queries."""
    now = timezone.now()
    with transaction.atomic():
        with in_public():
            write_listed_towns(count=_TOWNS, now=now, chance=Random(_TOWNS))  # noqa: S311  figures of a bench
        client = _operator(now)
        measured = {way: _measure(client, way) for way in _WAYS}
        transaction.set_rollback(True)
    listed = [found for way, found in measured.items() if way != "/"]
    return {
        "towns": _TOWNS,
        "seconds": max(found[0] for found in listed),
        "cpu_seconds": max(found[1] for found in listed),
        "queries": max(found[2] for found in listed),
        "home_seconds": measured["/"][0],
        "home_cpu_seconds": measured["/"][1],
        "home_queries": measured["/"][2],
    }


def _operator(now: datetime) -> Client:
    email, password = "bench@operator.invalid", "a bench is no secret"
    add_operator(email=email, name="計測", password=password, consortium="計測用", now=now)
    client = Client(HTTP_HOST=settings.OPERATOR_HOST)
    client.post("/accounts/login/", {"login": email, "password": password})
    return client


def _measure(client: Client, way: str) -> tuple[float, float, int]:
    client.get(way)
    seconds, worked = [], []
    for _round in range(_ROUNDS):
        began, began_work = time.perf_counter(), time.process_time()
        answer = client.get(way)
        seconds.append(time.perf_counter() - began)
        worked.append(time.process_time() - began_work)
        if answer.status_code != 200:  # noqa: PLR2004  HTTP's OK
            raise RuntimeError(f"{way}: {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(way)
    return round(statistics.median(seconds), 3), round(statistics.median(worked), 3), len(queries)
