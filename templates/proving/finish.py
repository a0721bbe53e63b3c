"""Ends a proof: counts it; the score of the town that released the edition is told to all, no other town's is."""

from datetime import datetime
from typing import Final

from audit_log.public import SYSTEM, record
from metering.public import check_allowance
from templates.audit_actions import PROOF_FINISHED
from templates.models import Edition, EditionProof, ProofResult, ProofRun
from templates.proving import limits
from templates.proving.cases import uses_model
from templates.proving.start import subject_of
from tenants.public import current_town, in_public

_OUTAGE: Final = "outage"
_ALLOWANCE: Final = "allowance"  # it was spent on the way


def mark_of(*, run_id: int) -> str:
    """What stands at the use of models that the run made."""
    return f"proof-{run_id}"


def spent(*, kind: str, now: datetime) -> bool:
    """Whether the cases of a kind may not be put to a model any more; one query at most."""
    return uses_model(kind=kind) and check_allowance(section_id=None, now=now).spent


def finish(*, run_id: int, now: datetime) -> ProofRun.State:
    """Within the transaction that ended the run. One that mostly met a failing model, or whose allowance was spent,
    is failed and says nothing."""
    run = ProofRun.objects.get(pk=run_id)
    rights = dict(ProofResult.objects.filter(run=run).values_list("position", "right"))
    right_at, out = sorted(at for at, one in rights.items() if one), sum(one is None for one in rights.values())
    failed, right = out > limits.OUTAGE_SHARE * len(rights), len(right_at)
    failure = "" if not failed else _ALLOWANCE if spent(kind=run.kind, now=now) else _OUTAGE
    run.state = ProofRun.State.FAILED if failed else ProofRun.State.DONE
    run.failure, run.right, run.cases = failure, right, len(rights)
    run.save(update_fields=["state", "failure", "right", "cases"])
    title = run.version if failed else _tell(run, right_at, now)
    detail = {"right": right, "count": len(rights), "percent": run.percent, "failed": failed}
    record(action=PROOF_FINISHED, actor=SYSTEM, subject=subject_of(run=run, title=title), detail=detail, at=now)
    return ProofRun.State(run.state)


def _tell(run: ProofRun, right_at: list[int], now: datetime) -> str:
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
                right_at=right_at,
                ran_at=now,
            )
    return edition.title
