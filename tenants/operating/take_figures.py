"""The hourly round of a town: its figures and alerts are put down in the public schema. Repeatable."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tenants.border.current import Town, current_town, in_public
from tenants.models import TownAlert, TownMonth, TownStanding
from tenants.operating.alerts import Detail, found_here
from tenants.operating.figures import Figures, count_here, of_month

_FORMER_MONTH_UNTIL: Final = 5  # day of the month: use of the last days is copied some nights later


def take_figures(*, now: datetime) -> None:
    """Take the entered town's figures and alerts. Raises NoTown."""
    town = current_town()
    counts, alerts = count_here(), found_here(now=now)
    today = timezone.localdate(now)
    month = today.replace(day=1)
    with in_public(), transaction.atomic():
        figures = {**counts, **of_month(town=town, month=month, now=now)}
        TownStanding.objects.update_or_create(town_id=town.id, defaults={"figures": figures, "taken_at": now})
        TownMonth.objects.update_or_create(town_id=town.id, month=month, defaults={"figures": figures})
        if today.day <= _FORMER_MONTH_UNTIL:
            _mend_former_month(town, now)
        _keep_alerts(town, alerts, now)


def _mend_former_month(town: Town, now: datetime) -> None:
    month = (timezone.localdate(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    row = TownMonth.objects.filter(town_id=town.id, month=month).first()
    if row is None:
        return
    figures: Figures = {**row.figures, **of_month(town=town, month=month, now=now)}
    TownMonth.objects.filter(pk=row.pk).update(figures=figures)


def _keep_alerts(town: Town, found: dict[str, Detail], now: datetime) -> None:
    """What is found again keeps the hour since when; what is over goes."""
    TownAlert.objects.filter(town_id=town.id).exclude(kind__in=found).delete()
    rows = [TownAlert(town_id=town.id, kind=kind, detail=dict(detail), since=now) for kind, detail in found.items()]
    TownAlert.objects.bulk_create(rows, update_conflicts=True, unique_fields=["town", "kind"], update_fields=["detail"])
