"""Works on a run, question by question. Each is stored before the next is asked: a killed worker loses one at most."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assistants.evaluating import limits
from assistants.evaluating.ask import ask_as_resident
from assistants.evaluating.enqueue import ring_for
from assistants.evaluating.finish import finish
from assistants.evaluating.judge import Wanted, judge
from assistants.models import EvaluationResult, EvaluationRun

log = structlog.get_logger(__name__)
_S = EvaluationRun.State


class LostRun(Exception):
    """Somebody stopped the run or took it over: leave no trace."""


@dataclass(frozen=True, slots=True)
class _Hold:
    """The right to work on one run; `claimed_at` tells this taker from every other."""

    run_id: int
    claimed_at: datetime

    def write(self, **values: Any) -> None:
        """Change the run's row if it is still held. Raises LostRun."""
        rows = EvaluationRun.objects.filter(pk=self.run_id, state=_S.WORKING, claimed_at=self.claimed_at)
        if not rows.update(**values):
            raise LostRun(self.run_id)


def work_on(*, run_id: int, slice_seconds: float = limits.SLICE_SECONDS) -> EvaluationRun.State | None:
    """Ask until the set or the slice is over; its state then, None when somebody else has it or it is over."""
    run = EvaluationRun.claim(run_id=run_id, now=timezone.now(), lease=limits.LEASE)
    if run is None or run.claimed_at is None:
        return None
    hold, until = _Hold(run.pk, run.claimed_at), time.monotonic() + slice_seconds
    try:
        while result := EvaluationResult.objects.filter(run=run, asked_at=None).first():
            _ask(hold, result)
            if time.monotonic() > until:
                return _go_back(hold)
        with transaction.atomic():
            hold.write(state=_S.DONE, lease_until=None, finished_at=timezone.now())
            return finish(run=run, now=timezone.now())
    except LostRun:
        log.info("evaluation given up: stopped or taken over", run=run.pk)
        return None


def _ask(hold: _Hold, result: EvaluationResult) -> None:
    """Ask one question and keep what came of it; one that took a worker down twice counts as wrong."""
    now = timezone.localtime()
    hold.write(lease_until=now + limits.LEASE)
    EvaluationResult.objects.filter(pk=result.pk).update(tries=F("tries") + 1)  # before: it may take the worker down
    values: dict[str, Any] = {"outcome": "failed", "right": False, "checks": {"outcome": False}}
    if result.tries < limits.MOST_TRIES:
        values = _heard(result, now)
    with transaction.atomic():
        hold.write(lease_until=timezone.now() + limits.LEASE)
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


def _go_back(hold: _Hold) -> EvaluationRun.State:
    """Other towns have their turn; the next slice begins with the next question."""
    now = timezone.now()
    with transaction.atomic():
        hold.write(state=_S.QUEUED, lease_until=None)
        ring_for(run_id=hold.run_id, now=now)
    return _S.QUEUED
