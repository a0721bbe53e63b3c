"""Billing's alerts on the operator's console: use without a price, allowances that are nearly or wholly spent."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from billing.watching.all_towns import missing_prices
from metering.public import AllowanceLevel, allowance_states, day_of
from tenants.public import AlertKind, AlertLevel

_DAYS: Final = 62  # this month and the one that is being closed

NO_PRICE: Final = AlertKind(
    "no_price",
    AlertLevel.ERROR,
    _("%(model)sの利用を金額にできません"),
    _("%(calls)s回分: %(reason)s。このままでは費用にも請求にも入りません。"),
    _("単価か為替レートを登録する"),
    "console:prices",
)
ALLOWANCE_NEAR: Final = AlertKind(
    "allowance_near",
    AlertLevel.WARNING,
    _("利用枠の%(percent)s％を使いました"),
    _("使い切ると、AIの答えは止まり、資料の引用と緊急の案内だけになります。"),
    _("町の利用枠を確かめ、管理者に追加を勧める"),
    "operating:town",
)
ALLOWANCE_SPENT: Final = AlertKind(
    "allowance_spent",
    AlertLevel.ERROR,
    _("利用枠を使い切りました（%(percent)s％）"),
    _("AIの答えが止まり、住民と職員には資料の引用と緊急の案内だけが出ています。"),
    _("町の管理者に連絡し、枠の追加を勧める"),
    "operating:town",
)


def use_without_price(now: datetime) -> Iterator[dict[str, Any]]:
    """Each model that was used lately without a price or a rate; one query."""
    today = day_of(at=now)
    for one in missing_prices(since=today - timedelta(days=_DAYS), until=today):
        yield {"model": one.model or "－", "calls": one.calls, "reason": one.reason}


def allowance_near(now: datetime) -> dict[str, Any] | None:
    """The worst allowance of the entered town, when it is in the last stage before its end; one query."""
    return _worst(now, AllowanceLevel.WARN90)


def allowance_spent(now: datetime) -> dict[str, Any] | None:
    """The same, when it is spent; one query."""
    return _worst(now, AllowanceLevel.SPENT)


def _worst(now: datetime, level: AllowanceLevel) -> dict[str, Any] | None:
    states = allowance_states(now=now)
    worst = max(states, key=lambda state: (state.level, state.percent), default=None)
    return {"percent": worst.percent} if worst and worst.level is level else None
