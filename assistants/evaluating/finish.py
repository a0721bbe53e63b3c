"""Ends a run: counts it and tells the topic, whose gate rests on it from the next question on."""

from datetime import datetime
from decimal import Decimal

from assistants.audit_actions import EVALUATION_FINISHED
from assistants.evaluating import limits
from assistants.evaluating.judge import is_outage
from assistants.evaluating.start import subject_of
from assistants.models import EvaluationResult, EvaluationRun, Topic
from assistants.outcomes import Outcome
from audit_log.public import SYSTEM, record


def finish(*, run: EvaluationRun, now: datetime) -> EvaluationRun.State:
    """Within the transaction that ended the run. One that mostly met an outage is failed and changes nothing."""
    results = list(EvaluationResult.objects.filter(run=run).values_list("right", "outcome"))
    right = sum(bool(one) for one, _outcome in results)
    out = sum(is_outage(outcome=Outcome(outcome)) for _right, outcome in results)
    failed = bool(run.model) and out > limits.OUTAGE_SHARE * len(results)
    state = EvaluationRun.State.FAILED if failed else EvaluationRun.State.DONE
    EvaluationRun.objects.filter(pk=run.pk).update(state=state, right=right, questions=len(results))
    percent = round(right * 100 / len(results), 1) if results else 0.0
    if not failed:
        Topic.objects.filter(pk=run.topic_id).update(
            measured_percent=Decimal(str(percent)),
            measured_questions=len(results),
            measured_at=run.queued_at,  # what changed while it ran is newer
            measured_as=run.measured_as,
            stale=False,
        )
    detail = {"right": right, "count": len(results), "percent": percent, "failed": failed}
    record(action=EVALUATION_FINISHED, actor=SYSTEM, subject=subject_of(topic=run.topic), detail=detail, at=now)
    return state
