"""Tenancy's own alerts: checks that fail, backups that are missing, rounds that do not come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tenants.models import Municipality, TownStanding
from tenants.operating.alerts import AlertKind, AlertLevel, register_alert
from tenants.operating.backups import age_in_words, last_backups
from tenants.operating.health import checks

_ROUNDS_LATE_AFTER: Final = timedelta(hours=3)

CHECK_FAILS: Final = AlertKind(
    "check_fails",
    AlertLevel.ERROR,
    _("点検で異常が見つかりました: %(name)s"),
    _("結果は「%(detail)s」です。"),
    _("稼働状況を開いて確かめる"),
    "operating:health",
)
BACKUP_MISSING: Final = AlertKind(
    "backup_missing",
    AlertLevel.ERROR,
    _("%(what)sのバックアップの記録がありません"),
    _("機械が壊れると、全自治体のデータが失われます。"),
    _("バックアップの手順を行い、note_backup で記録する"),
    "operating:health",
)
BACKUP_OLD: Final = AlertKind(
    "backup_old",
    AlertLevel.ERROR,
    _("%(what)sのバックアップが古くなっています"),
    _("最後の記録から%(age)sたちました。毎日取る決まりです。"),
    _("バックアップの仕組みを確かめ、取り直して記録する"),
    "operating:health",
)
ROUNDS_LATE: Final = AlertKind(
    "rounds_late",
    AlertLevel.ERROR,
    _("1時間ごとの集計が止まっています"),
    _("%(count)sの自治体の数字が3時間より古く、この一覧の警告も古いおそれがあります。"),
    _("時計（beat）とワーカーが動いているか確かめる"),
    "operating:health",
)


def failing_checks(_now: datetime) -> Iterator[dict[str, Any]]:
    """Each check that is not well, in its own words."""
    for check in checks():
        if not check.well:
            yield {"name": str(check.label), "detail": check.detail}


def missing_backups(now: datetime) -> Iterator[dict[str, Any]]:
    """Sorts of backup that were never noted."""
    yield from ({"what": one.label} for one in last_backups(now=now) if one.taken_at is None)


def old_backups(now: datetime) -> Iterator[dict[str, Any]]:
    """Sorts of backup whose last one is older than a day."""
    for one in last_backups(now=now):
        if one.taken_at and one.old:
            yield {"what": one.label, "age": age_in_words(taken_at=one.taken_at, now=now)}


def late_rounds(now: datetime) -> Iterator[dict[str, Any]]:
    """Serving towns whose figures were not taken lately; towns opened just now have time. One query."""
    late = now - _ROUNDS_LATE_AFTER
    fresh = TownStanding.objects.filter(taken_at__gte=late).values("town_id")
    count = Municipality.objects.serving().filter(opened_at__lt=late).exclude(pk__in=fresh).count()
    if count:
        yield {"count": count}


def register_own_alerts() -> None:
    """Called once when the app is ready."""
    register_alert(CHECK_FAILS, failing_checks)
    register_alert(BACKUP_MISSING, missing_backups)
    register_alert(BACKUP_OLD, old_backups)
    register_alert(ROUNDS_LATE, late_rounds)
