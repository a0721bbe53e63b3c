"""Sends what is due: one mail a person, claimed before it goes out and marked when it went."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.models import Document, Reminder
from tenants.public import PersonFacts, absolute_link, current_town, mark_open_work, town_people

log = logging.getLogger(__name__)
_LEASE: Final = timedelta(minutes=10)
_TOO_OLD: Final = timedelta(days=3)  # of a mail server that was away for long: the next warning comes anyway


def send_due(*, now: datetime) -> int:
    """Tell each person of the entered town who has reminders that are not sent; returns how many mails went out.

    A person's reminders are claimed by a conditional update. A worker that dies after sending and before marking sends
    once more after the lease, with the same Message-ID, by which mail programs know the double. A mail server that does
    not answer leaves them for the next sweep. Sent and past ones are never told again.
    """
    waiting = _free(now).values_list("person", flat=True).distinct()
    people = {person.id: person for person in town_people(ids=set(waiting)) if person.active}
    sent = sum(_tell(person, now) for person in people.values())
    if Reminder.objects.filter(sent_at=None, made_at__gt=now - _TOO_OLD).exists():
        mark_open_work(now=now)
    return sent


def unsent(*, now: datetime) -> bool:
    """Whether something is to be sent; one query."""
    return _free(now).exists()


def _free(now: datetime) -> QuerySet[Reminder]:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Reminder.objects.filter(free, sent_at=None, made_at__gt=now - _TOO_OLD)


def _tell(person: PersonFacts, now: datetime) -> bool:
    claimed = _free(now).filter(person=person.id).update(lease_until=now + _LEASE)
    if not claimed:
        return False
    rows = Reminder.objects.filter(person=person.id, sent_at=None, lease_until=now + _LEASE)
    mine = list(rows.select_related("document").order_by("valid_until", "pk"))
    live = [row for row in mine if _still(row.document, row)]
    if live:
        try:
            _message(person, live).send()
        except OSError:
            log.warning("a reminder could not be sent", extra={"person": person.id}, exc_info=True)
            return False
    Reminder.objects.filter(pk__in=[row.pk for row in mine]).update(sent_at=now, lease_until=None)
    return bool(live)


def _still(document: Document, row: Reminder) -> bool:
    """Not prolonged or withdrawn meanwhile."""
    return document.withdrawn_at is None and document.valid_until == row.valid_until


def _message(person: PersonFacts, rows: list[Reminder]) -> EmailMessage:
    town = current_town()
    link = absolute_link(path=f"{reverse('knowledge:documents', urlconf=settings.ROOT_URLCONF)}?state=soon")
    words = {"person": person.name, "town": town.name, "rows": rows, "link": link}
    subject = _("【結まち】期限が近い文書が%(count)s件あります") % {"count": len(rows)}
    body = render_to_string("knowledge/mail/reminder.txt", words)
    key = f"reminder-{rows[0].pk}-{rows[-1].pk}-{len(rows)}@{town.host}"
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email], headers={"Message-ID": f"<{key}>"})
