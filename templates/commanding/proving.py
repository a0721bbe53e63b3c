"""Steps that measure: a proof here and now, the town's figures."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from audit_log.public import SYSTEM
from templates.models import ProofRun
from templates.proving.figures import count_figures
from templates.proving.run import work_on
from templates.proving.start import NotStarted, start_proof
from templates.reach import item_in_reach


def prove(options: dict[str, Any]) -> Iterator[str]:
    """Ask every case in this process; a line for each that is not right."""
    item = item_in_reach(item_id=options["item"])
    if item.latest_id is None:
        raise CommandError("nothing is released")
    try:
        run_id = start_proof(edition_id=item.latest_id, actor=SYSTEM, now=timezone.now(), rings=False)
    except NotStarted as refused:
        raise CommandError(str(refused)) from refused
    while work_on(run_id=run_id) in ProofRun.OPEN:
        pass
    run = ProofRun.objects.get(pk=run_id)
    yield f"{item.title} {run.version}: {run.state}, {run.right} of {run.cases} right, {run.model or 'no model'}"
    for one in run.results.exclude(right=True):
        yield f"  {one.position}. missing {one.missing}, forbidden {one.forbidden}: {one.output[:120]!r}"


def figures(_options: dict[str, Any]) -> Iterator[str]:
    """How many editions' figures the town tells."""
    yield f"{count_figures(now=timezone.now())} editions told"
