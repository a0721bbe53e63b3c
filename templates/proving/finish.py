"""Ends a proof: counts it; the score of the town that released the edition is told to all, no other town's is."""

from datetime import datetime
from typing import Final

from audit_log.public import SYSTEM, record
from templates.audit_actions import PROOF_FINISHED
from templates.models import Edition, EditionProof, ProofResult, ProofRun
from templates.proving import limits
from templates.proving.start import subject_of
from tenants.public import current_town, in_public

_OUTAGE: Final = "outage"


def finish(*, run_id: int, now: datetime) -> ProofRun.State:
    """Within the transaction that ended the run. One that mostly met a failing model is failed and says nothing."""
    run = ProofRun.objects.get(pk=run_id)
    rights = list(ProofResult.objects.filter(run=run).values_list("right", flat=True))
    right, out = sum(one is True for one in rights), sum(one is None for one in rights)
    failed = out > limits.OUTAGE_SHARE * len(rights)
    run.state = ProofRun.State.FAILED if failed else ProofRun.State.DONE
    run.failure, run.right, run.cases = _OUTAGE if failed else "", right, len(rights)
    run.save(update_fields=["state", "failure", "right", "cases"])
    title = run.version if failed else _tell(run, now)
    detail = {"right": right, "count": len(rights), "percent": run.percent, "failed": failed}
    record(action=PROOF_FINISHED, actor=SYSTEM, subject=subject_of(run=run, title=title), detail=detail, at=now)
    return ProofRun.State(run.state)


def _tell(run: ProofRun, now: datetime) -> str:
    """Publish the score of the author's own town; the title of the edition."""
    town = current_town()
    with in_public():
        edition = Edition.objects.with_item().get(pk=run.edition_id)
        if edition.item.town_id == town.id:
            EditionProof.objects.create(
                edition=edition,
                town_id=town.id,
                town_name=town.name,
                model=run.model,
                cases=run.cases,
                right=run.right,
                ran_at=now,
            )
    return edition.title
