"""Rows of all listed municipalities with made-up figures, for measuring the console; no schema stands behind them."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from tenants.models import Consortium, Domain, Municipality, TownAlert, TownMonth, TownStanding
from tenants.opening.municipality_list import search_municipalities
from tenants.operating.alerts import AlertLevel, keys_of
from tenants.operating.figures import Figures, figures

_MONTHS: Final = 12
_WITH_ALERT: Final = 0.1


def write_listed_towns(*, count: int, now: datetime, chance: Random) -> None:
    """Towns with host, standing, a year of months and some alerts. In the public schema, inside of a transaction that
    the caller rolls back."""
    consortium = Consortium.objects.create(name=f"計測 {now.isoformat()}")
    names = [one.name for one in search_municipalities(words="町")] or ["計測町"]
    towns = Municipality.objects.bulk_create(
        Municipality(
            schema_name=f"listed_{n}",
            code=f"{n:06d}",
            name=names[n % len(names)],
            kana=f"けいそく{n:05d}",
            prefecture="計測県",
            consortium=consortium,
            opened_at=now,
        )
        for n in range(count)
    )
    Domain.objects.bulk_create(Domain(domain=f"listed-{t.code}.invalid", tenant=t, is_primary=True) for t in towns)
    TownStanding.objects.bulk_create(TownStanding(town=t, figures=_figures(chance), taken_at=now) for t in towns)
    months = [(now - timedelta(days=30 * n)).date().replace(day=1) for n in range(_MONTHS)]
    TownMonth.objects.bulk_create(
        (TownMonth(town=t, month=m, figures=_figures(chance)) for t in towns for m in sorted(set(months))),
        batch_size=2000,
    )
    kinds = [*keys_of(level=AlertLevel.ERROR), *keys_of(level=AlertLevel.WARNING)]
    TownAlert.objects.bulk_create(
        TownAlert(town=t, kind=kind, detail={"percent": 95, "count": 2, "hours": 3}, since=now)
        for t in towns
        for kind in kinds
        if chance.random() < _WITH_ALERT
    )


def _figures(chance: Random) -> Figures:
    return {figure.key: chance.randint(0, 90_000) for figure in figures()}
