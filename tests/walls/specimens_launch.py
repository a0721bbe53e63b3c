"""Specimens of what stands before and above the residents' pages."""

from django.utils import timezone

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
