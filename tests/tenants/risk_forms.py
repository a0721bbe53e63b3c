"""An approved risk form, where a test opens the chat through the pages."""

from django.utils import timezone

from audit_log.public import SYSTEM
from tenants.assessing_risk.decide import approve_risk_form
from tenants.assessing_risk.write import FourViewpoints, write_risk_form
from tenants.models import Person

SAID = FourViewpoints(who_uses="住民", work="案内", information="公開情報のみ", judgement="週に1回見直す")


def approved_risk_form() -> int:
    """Write and approve one in the entered town; its id."""
    now = timezone.now()
    form_id = write_risk_form(said=SAID, person_id=None, actor=SYSTEM, now=now)
    officer = Person.objects.order_by("pk").values_list("pk", flat=True)[0]
    approve_risk_form(form_id=form_id, person_id=officer, actor=SYSTEM, now=now)
    return form_id
