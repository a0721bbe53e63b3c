"""Answer back: the resident writes again; the desk owes a word once more."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from assistants.handover.checking import checked_text
from assistants.handover.enqueue import tell_section
from assistants.handover.promise import reachable_desk
from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.handover.rules import handover_rules
from assistants.handover.words import write_word
from assistants.models import Handover, HandoverMessage

_MOST_UNANSWERED: Final = 10
_KEEP_STATE: Final = (Handover.State.OPEN, Handover.State.TRANSFERRED, Handover.State.TAKEN)


def answer_back(*, talk_key: UUID, conversation_ids: Collection[int], text: str, key: UUID, now: datetime) -> Handover:
    """Write into the resident's own hand-over; a closed one opens again while its contact data stands.

    Raises HandoverUnknown for somebody else's, HandoverRefused with nothing kept.
    """
    row = Handover.objects.filter(key=talk_key, conversation_id__in=conversation_ids).first()
    if row is None:
        raise HandoverUnknown(str(talk_key))
    if HandoverMessage.objects.filter(key=key, handover=row).exists():
        return row
    plain = checked_text(text=text)
    if row.contact_deleted_at:
        raise HandoverRefused(
            _("この相談は終わってから日がたっています。もう一度「職員に相談する」から送ってください。")
        )
    since = row.answered_at or row.opened_at
    if row.messages.filter(kind=HandoverMessage.Kind.RESIDENT, at__gt=since).count() >= _MOST_UNANSWERED:
        raise HandoverRefused(_("続けてたくさん届いています。返信をお待ちください。お急ぎのときはお電話ください。"))
    with transaction.atomic():
        _open_again(row, now)
        write_word(handover=row, kind=HandoverMessage.Kind.RESIDENT, text=plain, at=now, key=key)
        tell_section(handover_id=row.pk, now=now)
    return row


def _open_again(row: Handover, now: datetime) -> None:
    """A word is owed: a new promise if the last one was kept; whoever had it keeps it, closed ones go to the queue."""
    promised = row.promised_at
    if row.state not in _KEEP_STATE:
        reached = reachable_desk(section_id=row.section_id)
        promised = reached.promise(now=now, hours=handover_rules().answer_within_hours)
    state = Case(
        When(state=Handover.State.ANSWERED, then=Value(Handover.State.TAKEN)),
        When(state=Handover.State.CLOSED, then=Value(Handover.State.OPEN)),
        default="state",
    )
    # Who answered keeps it; a closed one is anybody's of the section.
    taken_by = Case(When(state=Handover.State.CLOSED, then=Value(None)), default="taken_by_id")
    rows = Handover.objects.filter(pk=row.pk)
    if row.state not in _KEEP_STATE:
        rows.update(alarmed_at=None, alarm_begun_at=None)
    rows.update(
        state=state,
        taken_by=taken_by,
        promised_at=promised,
        closed_at=None,
        contact_until=None,
        notice_due_at=now,
        notice_begun_at=None,
    )
