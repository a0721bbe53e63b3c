"""Mails to the town's admins when an allowance runs low: once for each level of a period, also after a kill."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from billing.models import AllowanceNotice
from billing.watching.standing import Standing, board
from metering.public import AllowanceLevel, AllowanceState, allowance_states
from tenants.public import absolute_link, current_town, in_public, mail_addresses, mark_open_work

log = logging.getLogger(__name__)
_LEASE: Final = timedelta(minutes=10)
_TOO_OLD: Final = timedelta(days=3)  # of a mail server that was away for long: the page says it anyway


def note_levels(*, now: datetime) -> int:
    """Note each level that an allowance of the entered town has reached in its period; how many are new. A constant
    number of queries."""
    town = current_town()
    low = [one for one in allowance_states(now=now) if one.level is not AllowanceLevel.OK and one.period]
    with in_public():
        before = AllowanceNotice.objects.filter(town_id=town.id).count()
        AllowanceNotice.objects.bulk_create([_notice(town.id, one, now) for one in low], ignore_conflicts=True)
        new = AllowanceNotice.objects.filter(town_id=town.id).count() - before
    if new:
        mark_open_work(now=now)
    return new


def send_notices(*, now: datetime) -> int:
    """Send one mail to each admin of the entered town about all levels that are not told yet; how many went out.

    Claimed by a conditional update. A worker that dies after sending and before marking sends once more after the
    lease, with the same Message-ID, by which mail programs know the double. What failed is left for the next sweep.
    """
    town, sent = current_town(), 0
    with in_public():
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        waiting = AllowanceNotice.objects.filter(free, town_id=town.id, sent_at=None, made_at__gt=now - _TOO_OLD)
        if not waiting.update(lease_until=now + _LEASE):
            return 0
        mine = list(AllowanceNotice.objects.filter(town_id=town.id, sent_at=None, lease_until=now + _LEASE))
    told = {(one.section_id, one.period_kind) for one in mine}
    rows = [one for one in board(now=now).standing if _key(one.state) in told and one.state.level]
    try:
        for address in mail_addresses(section_id=None, word="budget.edit") if rows else ():
            _message(address, rows, mine).send()
            sent += 1
    except OSError:
        log.warning("a notice of an allowance could not be sent", extra={"town": town.id}, exc_info=True)
        mark_open_work(now=now)
        return sent
    with in_public():
        AllowanceNotice.objects.filter(pk__in=[one.pk for one in mine]).update(sent_at=now, lease_until=None)
    return sent


def _key(state: AllowanceState) -> tuple[int, str]:
    return state.section_id or 0, state.period.kind.value if state.period else ""


def _notice(town_id: int, state: AllowanceState, now: datetime) -> AllowanceNotice:
    section_id, kind = _key(state)
    first = state.period.first if state.period else now.date()
    level = str(state.level.name).lower()
    return AllowanceNotice(
        town_id=town_id, section_id=section_id, period_kind=kind, period_first=first, level=level, made_at=now
    )


def _message(address: str, rows: Sequence[Standing], mine: Sequence[AllowanceNotice]) -> EmailMessage:
    town = current_town()
    link = absolute_link(path=reverse("billing:allowances", urlconf=settings.ROOT_URLCONF))
    body = render_to_string("billing/mail/allowance.txt", {"town": town.name, "rows": rows, "link": link})
    worst = max(rows, key=lambda one: one.state.percent)
    subject = _("【結まち】%(scope)sの利用枠を%(percent)s％使いました") % {
        "scope": worst.scope,
        "percent": worst.state.percent,
    }
    to = hashlib.sha256(address.encode()).hexdigest()[:12]
    key = f"allowance-{mine[0].pk}-{mine[-1].pk}-{to}@{town.host}"
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address], headers={"Message-ID": f"<{key}>"})
