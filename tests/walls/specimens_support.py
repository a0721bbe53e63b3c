"""Specimens of support: a town's leave for an operator, a ticket into it, a notice that only this town is told."""

from datetime import timedelta

from django.utils import timezone

from tenants.border.signing import sign
from tenants.models import NoticeDelivery, OperatorNotice, SupportGrant, SupportTicket
from tenants.public import current_town, in_public
from tenants.supporting.hand_over import digest_of
from tests.walls.secret import SECRET, count


def grant() -> SupportGrant:
    """A grant that holds."""
    now = timezone.now()
    return SupportGrant.objects.create(
        operator_id=1,
        operator_name=SECRET,
        scopes=["log"],
        reason=SECRET,
        granted_by_name=SECRET,
        granted_at=now,
        until=now + timedelta(hours=1),
    )


def ticket() -> str:
    """A fresh hand-over into the entered town."""
    made, secret = grant(), f"{SECRET}{next(count)}"
    SupportTicket.objects.create(grant=made, digest=digest_of(secret=secret), made_at=timezone.now())
    return sign(value=[made.pk, secret], purpose="support-ticket")


def notice() -> OperatorNotice:
    """A notice that the entered town alone is told."""
    now, town = timezone.now(), current_town()
    with in_public():
        made = OperatorNotice.objects.create(
            title=SECRET,
            text=SECRET,
            first_day=now.date(),
            last_day=now.date(),
            to_all=False,
            written_by="x",
            written_at=now,
            published_at=now,
        )
        NoticeDelivery.objects.create(notice=made, town_id=town.id, chosen=True)
    return made


OF_SUPPORT = {
    "grant_id": lambda: grant().pk,
    "ticket": ticket,
    "notice_id": lambda: notice().pk,
}
