"""Works on a proof, case by case; whoever loses the run leaves no trace, whoever takes it up goes on where it was."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jobs.public import work_in_slices
from templates.models import Edition, ProofResult, ProofRun
from templates.proving import limits
from templates.proving.ask_case import Came, ask_case
from templates.proving.enqueue import ring_for
from templates.proving.finish import finish, mark_of, spent
from tenants.public import in_public


def work_on(*, run_id: int, slice_seconds: float = limits.SLICE_SECONDS) -> str | None:
    """Ask until the cases or the slice are over; its state then, None when somebody else has it or it is over."""
    run = ProofRun.claim(pk=run_id, now=timezone.now(), lease=limits.LEASE)
    if run is None:
        return None
    return work_in_slices(
        job=run,
        waiting=ProofResult.objects.filter(run=run, asked_at=None),
        work=partial(_ask, run, _content(run.edition_id)),
        ring=lambda: ring_for(run_id=run_id, now=timezone.now()),
        finish=lambda: finish(run_id=run_id, now=timezone.now()),
        seconds=slice_seconds,
    )


def _ask(run: ProofRun, content: dict[str, Any], result: ProofResult) -> None:
    """Ask one case and keep what came of it; one that took a worker down twice counts as an outage, and so does one
    that the town's allowance is no longer enough for."""
    now = timezone.localtime()
    run.keep(lease_until=now + limits.LEASE)
    ProofResult.tried(pk=result.pk)
    came = Came(right=False, output="", outage=True)
    if result.tries < limits.MOST_TRIES and not spent(kind=run.kind, now=now):
        came = ask_case(case=result.case, content=content, now=now, mark=mark_of(run_id=run.pk))
    values = {
        "output": came.output[: limits.LONGEST_OUTPUT],
        "right": None if came.outage else came.right,
        "missing": list(came.missing),
        "forbidden": list(came.forbidden),
    }
    with transaction.atomic():
        run.keep(lease_until=timezone.now() + limits.LEASE, **({"model": came.model[:120]} if came.model else {}))
        ProofResult.objects.filter(pk=result.pk, asked_at=None).update(asked_at=now, **values)


def _content(edition_id: UUID) -> dict[str, Any]:
    with in_public():
        content: dict[str, Any] = Edition.objects.values_list("content", flat=True).get(pk=edition_id)
    return content
