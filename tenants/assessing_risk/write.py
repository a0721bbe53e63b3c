"""Write the next version of the risk form; it waits for the responsible officer."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from audit_log.public import Actor, Subject, record
from tenants.audit_actions import RISK_FORM_WRITTEN
from tenants.models import Policy, RiskForm


@dataclass(frozen=True, slots=True)
class FourViewpoints:
    """What the town says about its residents' chat."""

    who_uses: str
    work: str
    information: str
    judgement: str


def write_risk_form(*, said: FourViewpoints, person_id: int | None, actor: Actor, now: datetime) -> int:
    """Id of the new version, which waits; one that waited before is replaced, the approved one stands until then."""
    with transaction.atomic():
        Policy.objects.select_for_update().get(pk=1)  # two writers at once get two numbers
        RiskForm.objects.filter(state=RiskForm.State.SUBMITTED).update(state=RiskForm.State.REPLACED)
        number = (RiskForm.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        row = RiskForm.objects.create(number=number, written_by_id=person_id, written_at=now, **asdict(said))
        record(action=RISK_FORM_WRITTEN, actor=actor, subject=subject_of(row=row), at=now)
    return row.pk


def subject_of(*, row: RiskForm) -> Subject:
    """The version as the audit log names it."""
    return Subject("tenants.risk_form", str(row.pk), f"第{row.number}版")
