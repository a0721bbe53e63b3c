"""How much of what residents are answered from has changed since a moment."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from knowledge.models import Document
from knowledge.models.document import Audience


@dataclass(frozen=True, slots=True)
class Turnover:
    """`in_service`: documents that residents are answered from; `changed`: written, taken in or out since."""

    in_service: int
    changed: int


def turnover(*, since: datetime, today: date) -> Turnover:
    """What changed in the entered town; two queries."""
    residents = Document.objects.filter(audience=Audience.RESIDENTS)
    fresh = Q(current_version__created_at__gt=since) | Q(approved_at__gt=since) | Q(withdrawn_at__gt=since)
    ended = Q(valid_until__gte=since.date(), valid_until__lt=today)
    return Turnover(residents.findable(today=today).count(), residents.filter(fresh | ended).count())
