"""Specimens of what stands before and above the residents' pages."""

from django.utils import timezone

from assistants.models import Guide, GuideVersion
from tenants.models import Announcement, RiskForm
from tests.walls.secret import SECRET, count


def announcement() -> Announcement:
    """A notice that residents see today."""
    today = timezone.localdate()
    return Announcement.objects.create(title=SECRET, text=SECRET, first_day=today, last_day=today)


def risk_form() -> RiskForm:
    """A version of the risk form that was given back."""
    said = dict.fromkeys(("who_uses", "work", "information", "judgement"), SECRET)
    return RiskForm.objects.create(number=next(count), state="returned", written_at=timezone.now(), **said)


def guide() -> Guide:
    """A published guide."""
    now, number = timezone.now(), next(count)
    steps = [{"key": "q1", "kind": "result", "text": SECRET, "items": [{"title": SECRET, "desk": "x"}]}]
    made = Guide.objects.create(
        title=f"{SECRET}{number}", draft={"title": f"{SECRET}{number}", "steps": steps}, updated_at=now
    )
    made.published = GuideVersion.objects.create(guide=made, number=1, content=made.draft, published_at=now)
    made.save()
    return made
