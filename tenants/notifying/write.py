"""Write, publish and withdraw a notice to towns. A published one is not changed: what was told stays as it was told."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from tenants.audit_actions import NOTICE_PUBLISHED, NOTICE_WITHDRAWN, NOTICE_WRITTEN
from tenants.border.current import in_public
from tenants.models import NoticeDelivery, OperatorNotice


class NoticeRefused(ValueError):
    """The notice cannot be changed or published; the message says why and what to do."""


def save_notice(*, row: OperatorNotice, town_ids: Iterable[int], actor: Actor, now: datetime) -> OperatorNotice:
    """Keep a draft and which towns were chosen (none where it is for all). Raises NoticeRefused once published."""
    with in_public(), transaction.atomic():
        if row.pk and not OperatorNotice.objects.select_for_update().filter(pk=row.pk, published_at=None).exists():
            raise NoticeRefused(_("公開したお知らせは書き換えられません。取り下げて、新しいお知らせを書いてください。"))
        row.written_by, row.written_at = actor.label, now
        row.save()
        row.deliveries.all().delete()  # of a draft: nobody has read it
        chosen = [] if row.to_all else sorted(set(town_ids))
        NoticeDelivery.objects.bulk_create(NoticeDelivery(notice=row, town_id=one, chosen=True) for one in chosen)
        record(action=NOTICE_WRITTEN, actor=actor, subject=_subject(row), detail={"towns": len(chosen)}, at=now)
    return row


def publish_notice(*, notice_id: int, today: date, actor: Actor, now: datetime) -> bool:
    """From now on the towns see it, within its days; False when it was published or withdrawn before.

    Raises NoticeRefused.
    """
    with in_public(), transaction.atomic():
        row = OperatorNotice.objects.select_for_update().get(pk=notice_id)
        if row.published_at or row.withdrawn_at:
            return False
        if row.last_day < today:
            raise NoticeRefused(_("終わりの日が過ぎています。期間を直してから公開してください。"))
        if not row.to_all and not row.deliveries.exists():
            raise NoticeRefused(_("知らせる自治体が選ばれていません。自治体を選ぶか、全自治体にしてください。"))
        row.published_at = now
        row.save(update_fields=["published_at"])
        record(action=NOTICE_PUBLISHED, actor=actor, subject=_subject(row), detail={"text": row.text}, at=now)
    return True


def withdraw_notice(*, notice_id: int, actor: Actor, now: datetime) -> bool:
    """Take it from the towns' pages at once; a draft is kept out of the list. False when it was withdrawn before."""
    with in_public(), transaction.atomic():
        row = OperatorNotice.objects.select_for_update().get(pk=notice_id)
        if row.withdrawn_at:
            return False
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        record(action=NOTICE_WITHDRAWN, actor=actor, subject=_subject(row), at=now)
    return True


def tell_towns(
    *, title: str, text: str, first_day: date, last_day: date, town_ids: Iterable[int], actor: Actor, now: datetime
) -> None:
    """Write and publish at once, for the demo and for programs; one of that title and first day stays as it is.
    No `town_ids`: all towns."""
    ids = list(town_ids)
    with in_public():
        if OperatorNotice.objects.filter(title=title, first_day=first_day).exists():
            return
    row = OperatorNotice(title=title, text=text, first_day=first_day, last_day=last_day, to_all=not ids)
    saved = save_notice(row=row, town_ids=ids, actor=actor, now=now)
    publish_notice(notice_id=saved.pk, today=first_day, actor=actor, now=now)


def _subject(row: OperatorNotice) -> Subject:
    return Subject("tenants.operatornotice", str(row.pk), row.title)
