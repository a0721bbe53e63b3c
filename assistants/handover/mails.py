"""The mails of a hand-over: something waits (to the section), a promise was broken (to its head). Never the content.

Each is claimed by a conditional update with a lease and marked when it went out: a worker that dies in between is
followed by another, so a mail may come twice and never not at all.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.audit_actions import HANDOVER_ALARMED
from assistants.models import Handover
from audit_log.public import SYSTEM, Subject, record
from tenants.public import absolute_link, current_town, mail_addresses

_LEASE: Final = timedelta(minutes=5)
_WORD: Final = "handovers.answer"


def tell(*, handover_id: int, now: datetime) -> bool:
    """Mail the section once that something new waits; False when that is not due or another worker does it."""
    due = Handover.objects.filter(pk=handover_id, notice_due_at__isnull=False)
    if not due.filter(Q(notice_begun_at=None) | Q(notice_begun_at__lt=now - _LEASE)).update(notice_begun_at=now):
        return False
    row = Handover.objects.select_related("section", "taken_by").get(pk=handover_id)
    if row.taken_by and row.taken_by.is_active:
        to = [row.taken_by.email]
    else:
        to = mail_addresses(section_id=row.section_id, word=_WORD)
    _send(_("【結まち】住民からの相談があります（受付番号%(number)s）"), "assistants/mail/handover_new.txt", row, to)
    due.filter(notice_begun_at=now).update(notice_due_at=None)
    return True


def tell_undelivered(*, now: datetime) -> int:
    """Mails that were lost on the way: due, and begun by nobody or by a worker that died. One query and each mail."""
    lost = Q(notice_begun_at=None, notice_due_at__lt=now - _LEASE) | Q(notice_begun_at__lt=now - _LEASE)
    ids = list(Handover.objects.filter(lost, notice_due_at__isnull=False).values_list("pk", flat=True)[:100])
    return sum(tell(handover_id=handover_id, now=now) for handover_id in ids)


def alarm_overdue(*, now: datetime) -> int:
    """Mail the section's head, once for each promise that passed without a word. One query and each alarm's own."""
    overdue = Handover.objects.filter(state__in=Handover.OWED, promised_at__lt=now, alarmed_at=None)
    free = overdue.filter(Q(alarm_begun_at=None) | Q(alarm_begun_at__lt=now - _LEASE))
    return sum(_alarm(handover_id, now) for handover_id in free.values_list("pk", flat=True)[:100])


def _alarm(handover_id: int, now: datetime) -> bool:
    rows = Handover.objects.filter(pk=handover_id, alarmed_at=None)
    if not rows.filter(Q(alarm_begun_at=None) | Q(alarm_begun_at__lt=now - _LEASE)).update(alarm_begun_at=now):
        return False
    row = Handover.objects.select_related("section", "taken_by").get(pk=handover_id)
    to = mail_addresses(section_id=row.section_id, word=_WORD, heads_only=True)
    subject = _("【結まち】返信の約束を過ぎた相談があります（受付番号%(number)s）")
    _send(subject, "assistants/mail/handover_overdue.txt", row, to)
    with transaction.atomic():
        if rows.filter(alarm_begun_at=now).update(alarmed_at=now):
            named = _("相談%(number)s") % {"number": row.pk}
            record(
                action=HANDOVER_ALARMED,
                actor=SYSTEM,
                subject=Subject("assistants.handover", str(row.pk), named),
                at=now,
            )
    return True


def _send(subject: str, template: str, row: Handover, to: list[str]) -> None:
    addresses = [address for address in to if not address.endswith(".invalid")]
    if not addresses:
        return
    link = absolute_link(path=reverse("assistants:handover", args=[row.pk], urlconf=settings.ROOT_URLCONF))
    words = {"town": current_town().name, "row": row, "link": link}
    body = render_to_string(template, words)
    send_mail(subject % {"number": row.pk}, body, settings.DEFAULT_FROM_EMAIL, addresses)
