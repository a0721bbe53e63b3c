"""Withdraws an edition or a whole item: nobody finds it any more; those who adopted it are told by their own towns."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, Subject, record
from templates.adopting.index_item import index_item
from templates.audit_actions import EDITION_WITHDRAWN
from templates.models import Edition, SharedItem, Withdrawal
from templates.sharing.review import town_with
from templates.telling.note import note_own_withdrawal
from tenants.public import in_public, in_town


class WithdrawnAlready(RuntimeError):
    """Nothing was left to withdraw."""


def withdraw_item(*, item: SharedItem, reason: str, actor: Actor, now: datetime) -> None:
    """Take the item out of the library with all its editions. Raises WithdrawnAlready."""
    with in_public(), transaction.atomic():
        rows = SharedItem.objects.filter(pk=item.pk, withdrawn_at=None)
        if not rows.update(withdrawn_at=now, withdraw_reason=reason[:300]):
            raise WithdrawnAlready(item.title)
        _note(item, None, reason, actor, now)


def withdraw_edition(*, edition: Edition, reason: str, actor: Actor, now: datetime) -> None:
    """Take one edition out; the newest that is left becomes the latest, without one the item goes.

    Raises WithdrawnAlready.
    """
    with in_public(), transaction.atomic():
        item = SharedItem.objects.select_for_update().get(pk=edition.item_id)
        values = {"reason": reason[:300], "withdrawn_at": now, "withdrawn_by": actor.label[:60]}
        if not Withdrawal.objects.get_or_create(edition=edition, defaults=values)[1]:
            raise WithdrawnAlready(str(edition))
        left = Edition.objects.filter(item=item, withdrawal=None).first()
        if left is None:
            SharedItem.objects.filter(pk=item.pk).update(withdrawn_at=now, withdraw_reason=reason[:300])
        else:
            copied = {name: getattr(left, name) for name in ("title", "purpose", "task", "laws")}
            SharedItem.objects.filter(pk=item.pk).update(latest=left, **copied)
            index_item(item_id=item.pk)
        _note(item, edition, reason, actor, now)


def _note(item: SharedItem, edition: Edition | None, reason: str, actor: Actor, now: datetime) -> None:
    label = str(edition or item)
    subject = Subject("template_library.item", str(item.pk), label)
    detail = {"town": item.town_name, "reason": reason[:200]}
    record(action=EDITION_WITHDRAWN, actor=actor, subject=subject, detail=detail, at=now)
    town = town_with(town_id=item.town_id)
    if town is not None:
        with in_town(town):
            note_own_withdrawal(item=item, edition=edition, reason=reason, now=now)
            record(action=EDITION_WITHDRAWN, actor=actor, subject=subject, detail=detail, at=now)
