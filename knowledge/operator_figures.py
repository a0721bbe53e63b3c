"""What the operator's console counts of a town's knowledge, and when its jobs are stuck: numbers, no names."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from knowledge.models import Ingestion
from tenants.public import AlertKind, AlertLevel, TownFigure

_STUCK_AFTER: Final = timedelta(hours=2)

PASSAGES: Final = TownFigure("passages", _("ナレッジ"), "knowledge_passage", picture=_("ナレッジの数"))
JOBS_STUCK: Final = AlertKind(
    "jobs_stuck",
    AlertLevel.WARNING,
    _("資料の取込みが%(count)s件、進んでいません"),
    _("いちばん古いものは%(hours)s時間前から待っています。ワーカーが止まっているおそれがあります。"),
    _("稼働状況と、取込みのワーカーを確かめる"),
    "operating:health",
)


def jobs_stuck(now: datetime) -> dict[str, Any] | None:
    """Files that wait or are being read for too long; paused batches wait on purpose. Two queries at most."""
    open_ones = Ingestion.objects.unfinished().filter(batch__paused_at=None, batch__cancelled_at=None)
    stuck = open_ones.filter(queued_at__lt=now - _STUCK_AFTER)
    oldest = stuck.order_by("queued_at").values_list("queued_at", flat=True).first()
    if oldest is None:
        return None
    return {"count": stuck.count(), "hours": int((now - oldest) / timedelta(hours=1))}
