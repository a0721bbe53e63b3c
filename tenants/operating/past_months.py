"""Months before the rounds began: what can still be worked out of them, so that pictures do not begin with today."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from tenants.border.current import Town, in_public
from tenants.models import TownMonth
from tenants.operating.figures import of_month


def write_past_months(*, town: Town, first: date, now: datetime) -> None:
    """Put down the months from the one of `first` to the last one that are not known; counts of then stay unknown."""
    month, this = first.replace(day=1), timezone.localdate(now).replace(day=1)
    rows = []
    with in_public():
        while month < this:
            rows.append(TownMonth(town_id=town.id, month=month, figures=of_month(town=town, month=month, now=now)))
            month = (month + timedelta(days=32)).replace(day=1)
        TownMonth.objects.bulk_create(rows, ignore_conflicts=True)
