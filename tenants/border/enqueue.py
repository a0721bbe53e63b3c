"""Enqueues background work by the name of its task, after the transaction; flows use this and import no task."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from celery import current_app
from django.db import transaction

from tenants.border.current import PUBLIC_SCHEMA
from tenants.border.open_work import mark_open_work
from tenants.border.town_task import PLACE_HEADER, place_to_send

Queue = Literal["quick", "ingest", "crawl", "upkeep", "mail", "sweep"]


def enqueue(*, task: str, queue: Queue, now: datetime, details: Mapping[str, Any] | None = None) -> None:
    """Send `task` (e.g. "knowledge.ingest") with `details` (JSON values) to a worker once the transaction is committed,
    in the entered town, and have the town swept until nothing is open. Raises NoTown.

    When the queue cannot be reached after the commit, that is logged and not raised: the state of the work is stored,
    and the town's sweep sends it again.
    """
    place = place_to_send(public=False)
    mark_open_work(now=now)
    values = dict(details or {})
    # A function with a name: Django names it in the log when it fails, which a partial does not survive.
    transaction.on_commit(lambda: _send(task, queue, place, values), robust=True)


def enqueue_for_operator(*, task: str, queue: Queue, details: Mapping[str, Any] | None = None) -> None:
    """As `enqueue`, for work in the operator's schema (an `OperatorTask`), which no town's sweep looks after: whoever
    enqueues it has a round of its own that finds what was lost."""
    values = dict(details or {})
    transaction.on_commit(lambda: _send(task, queue, PUBLIC_SCHEMA, values), robust=True)


def _send(task: str, queue: str, place: str, details: dict[str, Any]) -> None:
    options: dict[str, Any] = {"kwargs": details, "queue": queue, "headers": {PLACE_HEADER: place}}
    if current_app.conf.task_always_eager:
        if task not in current_app.tasks:
            current_app.loader.import_default_modules()
        current_app.tasks[task].apply(kwargs=details, headers=options["headers"])
        return
    # By name: the process that serves pages does not load the workers' modules.
    current_app.send_task(task, **options)
