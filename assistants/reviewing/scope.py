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
    rows = RecordedTurn.objects.exclude(channel=Channel.STAFF.value)
    return rows if access.may(ALL) else rows.filter(section_id__in=access.section_ids)


def of_sections(*, access: Access) -> Q:
    """The same for rows that have a `section` of their own."""
    return Q() if access.may(ALL) else Q(section_id__in=access.section_ids)
