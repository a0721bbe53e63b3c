"""Works on a proof, case by case; whoever loses the run leaves no trace, whoever takes it up goes on where it was."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from templates.models import Edition, ProofResult, ProofRun
from templates.proving import limits
from templates.proving.ask_case import Came, ask_case
from templates.proving.enqueue import ring_for
from templates.proving.finish import finish
from tenants.public import in_public

log = structlog.get_logger(__name__)
_S: Final = ProofRun.State


class LostRun(Exception):
    """Somebody stopped the run or took it over."""


@dataclass(frozen=True, slots=True)
class _Hold:
    """The right to work on one run; `claimed_at` tells this taker from every other."""

    run_id: int
    claimed_at: datetime

    def write(self, **values: Any) -> None:
        """Change the run's row if it is still held. Raises LostRun."""
        rows = ProofRun.objects.filter(pk=self.run_id, state=_S.WORKING, claimed_at=self.claimed_at)
        if not rows.update(**values):
            raise LostRun(self.run_id)


def work_on(*, run_id: int, slice_seconds: float = limits.SLICE_SECONDS) -> ProofRun.State | None:
    """Ask until the cases or the slice are over; its state then, None when somebody else has it or it is over."""
    run = ProofRun.claim(run_id=run_id, now=timezone.now(), lease=limits.LEASE)
    if run is None or run.claimed_at is None:
        return None
    hold, until, content = _Hold(run.pk, run.claimed_at), time.monotonic() + slice_seconds, _content(run.edition_id)
    try:
        while result := ProofResult.objects.filter(run=run, asked_at=None).first():
            _ask(hold, result, content)
            if time.monotonic() > until:
                return _go_back(hold)
        with transaction.atomic():
            hold.write(state=_S.DONE, lease_until=None, finished_at=timezone.now())
            return finish(run_id=run.pk, now=timezone.now())
    except LostRun:
        log.info("proof given up: stopped or taken over", run=run.pk)
        return None


def _ask(hold: _Hold, result: ProofResult, content: dict[str, Any]) -> None:
    """Ask one case and keep what came of it; one that took a worker down twice counts as an outage."""
    now = timezone.localtime()
    hold.write(lease_until=now + limits.LEASE)
    ProofResult.tried(pk=result.pk)
    came = Came(right=False, output="", outage=True)
    if result.tries < limits.MOST_TRIES:
        came = ask_case(case=result.case, content=content, now=now)
    values = {
        "output": came.output[: limits.LONGEST_OUTPUT],
        "right": None if came.outage else came.right,
        "missing": list(came.missing),
        "forbidden": list(came.forbidden),
    }
    with transaction.atomic():
        hold.write(lease_until=timezone.now() + limits.LEASE, **({"model": came.model[:120]} if came.model else {}))
        ProofResult.objects.filter(pk=result.pk, asked_at=None).update(asked_at=now, **values)


def _content(edition_id: UUID) -> dict[str, Any]:
    with in_public():
        content: dict[str, Any] = Edition.objects.values_list("content", flat=True).get(pk=edition_id)
    return content


def _go_back(hold: _Hold) -> ProofRun.State:
    """Other towns have their turn; the next slice begins with the next case."""
    with transaction.atomic():
        hold.write(state=_S.QUEUED, lease_until=None)
        ring_for(run_id=hold.run_id, now=timezone.now())
    return _S.QUEUED
