"""Tasks carry their town and refuse to run without one; the sweep asks only towns with open work."""

from datetime import timedelta

import pytest
from celery import current_app, states
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tenants.border.open_work import MARK_LASTS
from tenants.border.town_task import PLACE_HEADER
from tenants.models import Municipality, Section
from tenants.public import (
    NoTown,
    current_place,
    current_schema,
    enqueue,
    in_public,
    in_town,
    mark_open_work,
    towns_with_open_work,
)
from tests.yuimachi.counting_tasks import write_row
from yuimachi.tasks import go_round_hourly, go_round_nightly, sweep_towns


def _rows(*towns) -> int:
    total = 0
    for town in towns:
        with in_town(town):
            total += Section.objects.filter(key__startswith="job-").count()
    return total


def _run(headers: dict[str, str]) -> str:
    return write_row.apply(kwargs={"number": 1}, headers=headers).state


def test_a_task_runs_in_the_town_of_its_message_and_leaves_it_again(towns) -> None:
    assert _run({PLACE_HEADER: towns[0].schema_name}) == states.SUCCESS
    assert _rows(towns[0]) == 1
    assert _rows(towns[1]) == 0
    assert current_place() is None


@pytest.mark.parametrize("headers", [{}, {PLACE_HEADER: ""}, {PLACE_HEADER: "public"}, {PLACE_HEADER: "town_000000"}])
def test_a_message_without_a_town_of_ours_is_refused(towns, headers: dict[str, str]) -> None:
    assert _run(headers) == states.REJECTED
    assert _rows(*towns) == 0


def test_even_within_a_town_a_message_without_place_is_refused(towns) -> None:
    with in_town(towns[0]):
        assert _run({}) == states.REJECTED
    assert _rows(*towns) == 0


def test_a_suspended_towns_task_is_dropped(towns) -> None:
    with in_public():
        Municipality.objects.filter(schema_name=towns[0].schema_name).update(suspended_at=timezone.now())
    assert _run({PLACE_HEADER: towns[0].schema_name}) == states.IGNORED
    assert _rows(*towns) == 0


def test_nothing_can_be_enqueued_without_a_town(db: None) -> None:
    with pytest.raises(NoTown):
        enqueue(task="tests.write_row", queue="quick", now=timezone.now())
    with pytest.raises(NoTown):
        write_row.apply_async(kwargs={"number": 1})
    with in_public(), pytest.raises(NoTown):
        write_row.apply_async(kwargs={"number": 1})
    with pytest.raises(NoTown):
        write_row(1)


def test_an_operators_task_refuses_a_towns_message(towns) -> None:
    assert sweep_towns.apply(headers={PLACE_HEADER: towns[0].schema_name}).state == states.REJECTED


def test_only_towns_with_open_work_are_swept(towns) -> None:
    now = timezone.now()
    assert towns_with_open_work(now=now) == []
    with in_town(towns[1]):
        mark_open_work(now=now)
        mark_open_work(now=now + timedelta(seconds=5))
    assert towns_with_open_work(now=now) == [towns[1]]
    assert towns_with_open_work(now=now + MARK_LASTS + timedelta(seconds=1)) == []


def test_a_sweep_of_towns_at_rest_costs_a_fixed_number_of_queries(towns) -> None:
    with in_public(), CaptureQueriesContext(connection) as queries:
        sweep_towns.run()
    assert len([query for query in queries if "search_path" not in query["sql"]]) <= 3


def test_every_task_of_ours_carries_a_place() -> None:
    current_app.loader.import_default_modules()
    ours = {name: task for name, task in current_app.tasks.items() if not name.startswith("celery.")}
    assert ours
    assert {name for name, task in ours.items() if not hasattr(task, "public")} == set()


@pytest.mark.parametrize(("go_round", "suffix"), [(go_round_hourly, ".hourly"), (go_round_nightly, ".nightly")])
def test_rounds_are_sent_to_every_serving_town(towns, monkeypatch, go_round, suffix) -> None:
    current_app.loader.import_default_modules()
    sent = []
    for name, task in current_app.tasks.items():
        if name.endswith(suffix):
            monkeypatch.setattr(
                task, "apply_async", lambda name=name, **_options: sent.append((name, current_schema()))
            )
    with in_public():
        Municipality.objects.filter(schema_name=towns[1].schema_name).update(suspended_at=timezone.now())
        assert go_round.run() == len(sent)
    assert {schema for _name, schema in sent} <= {towns[0].schema_name}
