"""Approve a waiting risk form, or give it back with a reason; for the responsible officer and the deputy."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, record
from tenants.assessing_risk.write import subject_of
from tenants.audit_actions import RISK_FORM_APPROVED, RISK_FORM_RETURNED
from tenants.models import Policy, RiskForm

State = RiskForm.State


class OwnForm(Exception):
    """Four eyes: whoever wrote it does not approve it."""


def approve_risk_form(*, form_id: int, person_id: int, actor: Actor, now: datetime) -> bool:
    """Let the version stand in place of the one before; False when it waits no longer.

    Raises OwnForm where the town's policy wants four eyes and the approver wrote it.
    """
    with transaction.atomic():
        policy = Policy.objects.select_for_update().get(pk=1)
        row = RiskForm.objects.filter(pk=form_id, state=State.SUBMITTED).first()
        if row is None:
            return False
        if policy.four_eyes and row.written_by_id == person_id:
            raise OwnForm
        RiskForm.objects.filter(state=State.APPROVED).update(state=State.REPLACED)
        RiskForm.objects.filter(pk=row.pk).update(state=State.APPROVED, decided_by_id=person_id, decided_at=now)
        record(action=RISK_FORM_APPROVED, actor=actor, subject=subject_of(row=row), at=now)
    return True


def give_back_risk_form(*, form_id: int, reason: str, person_id: int, actor: Actor, now: datetime) -> bool:
    """Give the version back with a reason; False when it waits no longer."""
    with transaction.atomic():
        changed = RiskForm.objects.filter(pk=form_id, state=State.SUBMITTED).update(
            state=State.RETURNED, reason=reason, decided_by_id=person_id, decided_at=now
        )
        if changed:
            row = RiskForm.objects.get(pk=form_id)
            record(
                action=RISK_FORM_RETURNED, actor=actor, subject=subject_of(row=row), detail={"reason": reason}, at=now
            )
    return bool(changed)
