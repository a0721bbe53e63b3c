"""Whose turns a person may read: all with the word for the town, else those that led to the own sections' desks."""

from django.db.models import Q, QuerySet

from assistants.models import RecordedTurn
from assistants.turn import Channel
from tenants.public import Access

ALL = "conversations.all"
# What residents asked. A colleague's own questions are nobody else's to read here.
RESIDENT_CHANNELS = (Channel.PAGE, Channel.WIDGET, Channel.LINE, Channel.API, Channel.COMMAND)


def turns_for(*, access: Access) -> QuerySet[RecordedTurn]:
    """Turns of residents' channels within the person's sections."""
    return turns_within(section_ids=sections_of(access=access))


def turns_within(*, section_ids: frozenset[int] | None) -> QuerySet[RecordedTurn]:
    """The same for sections that were noted before; None: the whole town."""
    rows = RecordedTurn.objects.exclude(channel=Channel.STAFF.value)
    return rows if section_ids is None else rows.filter(section_id__in=section_ids)


def sections_of(*, access: Access) -> frozenset[int] | None:
    """Whose turns the person may read; None: the whole town's."""
    return None if access.may(ALL) else access.section_ids


def of_sections(*, access: Access) -> Q:
    """The same for rows that have a `section` of their own."""
    return Q() if access.may(ALL) else Q(section_id__in=access.section_ids)
