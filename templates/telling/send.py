"""Sends what is to be told: one mail a person, claimed before it goes out and marked when it went."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from templates.models import LibraryMail
from templates.telling.words import subject_of_mail, told
from tenants.public import PersonFacts, current_town, mark_open_work, town_people

log = logging.getLogger(__name__)
_LEASE: Final = timedelta(minutes=10)
_TOO_OLD: Final = timedelta(days=3)  # of a mail server that was away for long: the pages say it anyway


def send_mails(*, now: datetime) -> int:
    """Tell each person of the entered town what was noted for them and not sent; how many mails went out.

    A person's rows are claimed by a conditional update. A worker that dies after sending and before marking sends once
    more after the lease, with the same Message-ID, by which mail programs know the double. What failed is left for the
    next sweep.
    """
    waiting = set(_free(now).values_list("person", flat=True))
    people = [person for person in town_people(ids=waiting) if person.active] if waiting else []
    sent = sum(_tell(person, now) for person in people)
    if waiting and LibraryMail.objects.filter(sent_at=None, made_at__gt=now - _TOO_OLD).exists():
        mark_open_work(now=now)
    return sent


def _free(now: datetime) -> QuerySet[LibraryMail]:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return LibraryMail.objects.filter(free, sent_at=None, made_at__gt=now - _TOO_OLD)


def _tell(person: PersonFacts, now: datetime) -> bool:
    if not _free(now).filter(person=person.id).update(lease_until=now + _LEASE):
        return False
    mine = list(LibraryMail.objects.filter(person=person.id, sent_at=None, lease_until=now + _LEASE))
    reached = not person.email.endswith(".invalid")
    if reached:
        try:
            _message(person, mine).send()
        except OSError:
            log.warning("a mail of the library could not be sent", extra={"person": person.id}, exc_info=True)
            return False
    LibraryMail.objects.filter(pk__in=[row.pk for row in mine]).update(sent_at=now, lease_until=None)
    return reached


def _message(person: PersonFacts, rows: list[LibraryMail]) -> EmailMessage:
    town = current_town()
    words = {"person": person.name, "town": town.name, "rows": [told(row=row) for row in rows]}
    body = render_to_string("template_library/mail/library.txt", words)
    key = f"library-{rows[0].pk}-{rows[-1].pk}-{len(rows)}@{town.host}"
    headers = {"Message-ID": f"<{key}>"}
    return EmailMessage(subject_of_mail(rows=rows), body, settings.DEFAULT_FROM_EMAIL, [person.email], headers=headers)
