"""Works on a run, question by question. Each is stored before the next is asked: a killed worker loses one at most."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assistants.evaluating import limits
from assistants.evaluating.ask import ask_as_resident
from assistants.evaluating.enqueue import ring_for
from assistants.evaluating.finish import finish
from assistants.evaluating.judge import Wanted, judge
from assistants.models import EvaluationResult, EvaluationRun
from jobs.public import work_in_slices


def work_on(*, run_id: int, slice_seconds: float = limits.SLICE_SECONDS) -> str | None:
    """Ask until the set or the slice is over; its state then, None when somebody else has it or it is over."""
    run = EvaluationRun.claim(pk=run_id, now=timezone.now(), lease=limits.LEASE)
    if run is None:
        return None
    return work_in_slices(
        job=run,
        waiting=EvaluationResult.objects.filter(run=run, asked_at=None),
        work=partial(_ask, run),
        ring=lambda: ring_for(run_id=run_id, now=timezone.now()),
        finish=lambda: finish(run=run, now=timezone.now()),
        seconds=slice_seconds,
    )


def _ask(run: EvaluationRun, result: EvaluationResult) -> None:
    """Ask one question and keep what came of it; one that took a worker down twice counts as wrong."""
    now = timezone.localtime()
    run.keep(lease_until=now + limits.LEASE)
    EvaluationResult.objects.filter(pk=result.pk).update(tries=F("tries") + 1)  # before: it may take the worker down
    values: dict[str, Any] = {"outcome": "failed", "right": False, "checks": {"outcome": False}}
    if result.tries < limits.MOST_TRIES:
        values = _heard(result, now)
    with transaction.atomic():
        run.keep(lease_until=timezone.now() + limits.LEASE)
        EvaluationResult.objects.filter(pk=result.pk, asked_at=None).update(asked_at=now, **values)


def _heard(result: EvaluationResult, now: datetime) -> dict[str, Any]:
    heard = ask_as_resident(question=result.question, now=now)
    wanted = Wanted(result.expects, result.facts, result.forbidden, result.sources)
    judged = judge(wanted=wanted, outcome=heard.outcome, text=heard.text, named=heard.named)
    return {
        "outcome": heard.outcome.value,
        "answer": heard.text,
        "named": list(heard.named),
        "right": judged.right,
        "checks": judged.as_plain(),
        "model": heard.model[:120],
        "milliseconds": heard.milliseconds,
    }
