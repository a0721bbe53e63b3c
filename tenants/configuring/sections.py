"""Sections of the town hall: add, change, order, close, reopen. Closing moves nobody and nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit_log.public import Action, Actor, Subject, record
from tenants.audit_actions import SECTION_ADDED, SECTION_CLOSED, SECTION_EDITED, SECTION_REOPENED
from tenants.configuring.save_fields import save_changes
from tenants.models import Section


def add_section(*, values: Mapping[str, Any], actor: Actor, now: datetime) -> Section:
    """A new section at the end of the order."""
    with transaction.atomic():
        last = Section.objects.order_by("-position").values_list("position", flat=True).first() or 0
        row = Section.objects.create(**values, position=last + 1)
        record(action=SECTION_ADDED, actor=actor, subject=_subject(row), at=now)
    return row


def edit_section(
    *, row: Section, values: Mapping[str, Any], labels: Mapping[str, str], actor: Actor, now: datetime
) -> list[str]:
    """Write what differs; names of the changed fields."""
    return save_changes(
        row=row, values=values, labels=labels, action=SECTION_EDITED, actor=actor, subject=_subject(row), now=now
    )


def close_section(*, row: Section, actor: Actor, now: datetime) -> bool:
    """Take a section out of every list from today on; its people, documents and records stay where they are."""
    return _switch(row, SECTION_CLOSED, actor, now)


def reopen_section(*, row: Section, actor: Actor, now: datetime) -> bool:
    """Bring a closed section back."""
    return _switch(row, SECTION_REOPENED, actor, now)


def move_section(*, row: Section, up: bool) -> None:
    """Change places with the neighbour; at the end nothing happens."""
    with transaction.atomic():
        order = list(Section.objects.select_for_update().filter(closed_on=None))
        here = next((index for index, section in enumerate(order) if section.pk == row.pk), None)
        if here is None or not 0 <= here + (-1 if up else 1) < len(order):
            return
        order.insert(here + (-1 if up else 1), order.pop(here))
        for position, section in enumerate(order):
            section.position = position
        Section.objects.bulk_update(order, ["position"])


def _switch(row: Section, action: Action, actor: Actor, now: datetime) -> bool:
    closing = action is SECTION_CLOSED
    with transaction.atomic():
        day = timezone.localdate(now) if closing else None
        if not Section.objects.filter(pk=row.pk, closed_on__isnull=closing).update(closed_on=day):
            return False
        record(action=action, actor=actor, subject=_subject(row), at=now)
    return True


def _subject(row: Section) -> Subject:
    return Subject("tenants.section", str(row.pk), row.name)
