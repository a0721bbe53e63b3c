"""The mail of a notice to the admins of a town, sent by the town's hourly round.

Claimed by a conditional update with a lease and marked when it went out: a worker that dies in between is followed by
another, so a mail may come twice and never not at all.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.border.current import Town, current_town, in_public
from tenants.border.links import absolute_link
from tenants.models import NoticeDelivery, OperatorNotice
from tenants.reaching import mail_addresses
from tenants.roles import NOTICES_WORD

_LEASE: Final = timedelta(minutes=5)


def mail_notices(*, now: datetime) -> int:
    """Mail what the entered town was told and has not been mailed; how many. One query when there is nothing."""
    town = current_town()
    with in_public():
        mailed = NoticeDelivery.objects.filter(town_id=town.id, mailed_at__isnull=False).values("notice_id")
        shown = OperatorNotice.objects.shown(town_id=town.id, today=timezone.localdate(now))
        due = list(shown.filter(by_mail=True).exclude(pk__in=mailed))
    return sum(_mail(notice, town, now) for notice in due)


def _mail(notice: OperatorNotice, town: Town, now: datetime) -> bool:
    with in_public():
        NoticeDelivery.objects.get_or_create(notice=notice, town_id=town.id)
        row = NoticeDelivery.objects.filter(notice=notice, town_id=town.id, mailed_at=None)
        free = row.filter(Q(mail_begun_at=None) | Q(mail_begun_at__lt=now - _LEASE))
        if not free.update(mail_begun_at=now):
            return False
    addresses = [one for one in mail_addresses(section_id=None, word=NOTICES_WORD) if not one.endswith(".invalid")]
    link = absolute_link(path=reverse("tenants:notices", urlconf=settings.ROOT_URLCONF))
    words = {"town": town.name, "notice": notice, "link": link}
    subject = _("【結まち】協議会からのお知らせ: %(title)s") % {"title": notice.title}
    body = render_to_string("tenants/mail/operator_notice.txt", words)
    for address in addresses:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
    with in_public():
        row.update(mailed_at=now)
    return True
