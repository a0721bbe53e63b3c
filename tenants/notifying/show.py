"""What a town sees of the operator's notices, and who there has read them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from tenants.border.current import current_town, in_public
from tenants.models import NoticeDelivery, NoticeRead, OperatorNotice

_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice as a person of a town sees it. `current`: its days have begun and not ended."""

    id: int
    title: str
    text: str
    first_day: date
    last_day: date
    read_at: datetime | None
    current: bool


def notices_for(*, person_id: int, now: datetime) -> list[NoticeFacts]:
    """The notices that began, the newest first; two queries. In the town."""
    town, today = current_town(), timezone.localdate(now)
    with in_public():
        rows = list(OperatorNotice.objects.for_town(town_id=town.id).filter(first_day__lte=today)[:_MOST])
    read = _read(person_id, [row.pk for row in rows])
    return [
        NoticeFacts(
            row.pk, row.title, row.text, row.first_day, row.last_day, read.get(row.pk), current=row.last_day >= today
        )
        for row in rows
    ]


def unread_for(*, person_id: int, now: datetime) -> list[NoticeFacts]:
    """Those of today that the person has not marked as read; two queries. In the town."""
    return [one for one in notices_for(person_id=person_id, now=now) if one.current and not one.read_at]


def mark_read(*, notice_id: int, person_id: int, now: datetime) -> bool:
    """The person has read it; the operator learns that the town has, not who. False when there is no such notice."""
    town = current_town()
    with in_public():
        if not OperatorNotice.objects.for_town(town_id=town.id).filter(pk=notice_id).exists():
            return False
        NoticeDelivery.objects.get_or_create(notice_id=notice_id, town_id=town.id)
        NoticeDelivery.objects.filter(notice_id=notice_id, town_id=town.id, read_at=None).update(read_at=now)
    NoticeRead.objects.get_or_create(notice_id=notice_id, person_id=person_id, defaults={"read_at": now})
    return True


def _read(person_id: int, ids: list[int]) -> dict[int, datetime]:
    rows = NoticeRead.objects.filter(person_id=person_id, notice_id__in=ids)
    return dict(rows.values_list("notice_id", "read_at"))
