"""Ask: a resident hands a question to a person; kept, promised, and the desk is told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import HANDOVER_ASKED
from assistants.crisis.recognise import recognised
from assistants.desks import nearest_desk
from assistants.handover.checking import checked_contact, checked_text, refuse_my_number
from assistants.handover.enqueue import tell_section
from assistants.handover.promise import reachable_desk
from assistants.handover.refused import HandoverRefused
from assistants.handover.rules import consent_sentence, handover_rules
from assistants.models import Handover, HandoverMessage, HandoverRules, RecordedTurn
from assistants.typed import cleaned
from audit_log.public import RESIDENT, Subject, record
from llm_gateway.public import encrypt_text
from tenants.public import current_town, town_sections

MOST_PASSED_ON: Final = 6
_MOST_OPEN: Final = 3  # of one conversation
_MOST_AN_HOUR: Final = 6  # of one client
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form holds. `key` is the form's own: sent twice, it is one hand-over."""

    key: UUID
    message: str
    name: str = ""
    contact: str = ""
    section_id: int | None = None
    turn_id: UUID | None = None
    shares: bool = True
    consents: bool = False
    channel_reaches: bool = False  # the channel itself leads back to the resident: no name and contact are asked for


def ask_person(*, conversation_id: int, channel: str, asked: Asked, client: str, now: datetime) -> Handover:
    """The hand-over that was made (or the one that this form made before). Raises HandoverRefused, keeping nothing."""
    rules = handover_rules()
    before = asked_before(asked=asked, conversation_id=conversation_id)
    if before:
        return before
    _check_allowed(rules, asked, conversation_id)
    message, name, contact = _checked(rules, asked)
    _check_not_too_many(conversation_id, client, now)
    section_id = _section(asked, message)
    promised = reachable_desk(section_id=section_id).promise(now=now, hours=rules.answer_within_hours)
    values: dict[str, Any] = {
        "key": asked.key,
        "conversation_id": conversation_id,
        "turn_id": _own_turn(asked, conversation_id),
        "channel": channel,
        "section_id": section_id,
        "name_sealed": encrypt_text(text=name, schema_name=current_town().schema_name),
        "contact_sealed": encrypt_text(text=contact, schema_name=current_town().schema_name),
        "consented_to": consent_sentence(rules=rules),
        "passed_on": passed_on(conversation_id=conversation_id) if asked.shares else [],
        "urgent": bool(recognised(text=message)),
        "opened_at": now,
        "promised_at": promised,
        "notice_due_at": now,
    }
    try:
        return _write(values, message, now)
    except IntegrityError:  # the same form, sent twice in one moment
        before = asked_before(asked=asked, conversation_id=conversation_id)
        if before is None:
            raise
        return before


def asked_before(*, asked: Asked, conversation_id: int | None) -> Handover | None:
    """The hand-over that this form made before: of this conversation, or, without one, with these very words.

    Raises HandoverRefused when the key is another hand-over's. Two queries at most.
    """
    row = Handover.objects.filter(key=asked.key).first()
    if row is None:
        return None
    words = row.messages.filter(kind=HandoverMessage.Kind.RESIDENT).order_by("pk").values_list("text", flat=True)
    if row.conversation_id != conversation_id if conversation_id else words.first() != checked_text(text=asked.message):
        raise HandoverRefused(
            _("同じ送信番号（key）の相談が、すでに届いています。画面を開き直して、もう一度送ってください。")
        )
    return row


def passed_on(*, conversation_id: int | None) -> list[dict[str, str]]:
    """What of the conversation goes along: the last questions, masked, and what was answered. One query."""
    if conversation_id is None:
        return []
    rows = RecordedTurn.objects.filter(conversation_id=conversation_id).exclude(question="").order_by("-at")
    said = rows.values_list("question", "answer", "outcome")[:MOST_PASSED_ON]
    return [{"question": q, "answer": a[:600], "outcome": outcome} for q, a, outcome in reversed(said)]


def _write(values: dict[str, Any], message: str, now: datetime) -> Handover:
    with transaction.atomic():
        row = Handover.objects.create(**values)
        HandoverMessage.objects.create(handover=row, kind=HandoverMessage.Kind.RESIDENT, text=message, at=now)
        tell_section(handover_id=row.pk, now=now)
        record(action=HANDOVER_ASKED, actor=RESIDENT, subject=Subject("assistants.handover", str(row.pk)), at=now)
    return row


def _check_allowed(rules: HandoverRules, asked: Asked, conversation_id: int) -> None:
    if not rules.is_open:
        raise HandoverRefused(_("いま、チャットからの相談は受け付けていません。お電話か窓口でご相談ください。"))
    if not asked.consents:
        raise HandoverRefused(_("内容の使い方を読んで、「同意する」にチェックを入れてください。"))
    waiting = Handover.objects.filter(conversation_id=conversation_id, state__in=Handover.OWED).count()
    if waiting >= _MOST_OPEN:
        raise HandoverRefused(
            _("返事を待っている相談が%(count)s件あります。続きは、その相談の中に書いてください。") % {"count": waiting}
        )


def _checked(rules: HandoverRules, asked: Asked) -> tuple[str, str, str]:
    message = checked_text(text=asked.message)
    if rules.contact == HandoverRules.Contact.NONE or asked.channel_reaches:
        return message, "", ""
    name, contact = cleaned(text=asked.name).strip()[:_LONGEST_NAME], checked_contact(text=asked.contact)
    refuse_my_number(text=name)
    if rules.contact == HandoverRules.Contact.REQUIRED and not (name and contact):
        raise HandoverRefused(_("名前と連絡先を書いてください。返信のために使います。"))
    return message, name, contact


def _check_not_too_many(conversation_id: int, client: str, now: datetime) -> None:
    hour = int(now.timestamp()) // 3600
    key = hashlib.sha256(f"{client or conversation_id}|{hour}".encode()).hexdigest()[:24]
    if not cache.add(f"handovers:{key}", 1, timeout=timedelta(hours=1).seconds):
        try:
            count = cache.incr(f"handovers:{key}")
        except ValueError:  # it ran out between the two calls
            count = 1
        if count > _MOST_AN_HOUR:
            raise HandoverRefused(_("短い時間に多くの相談が届いています。1時間ほど待つか、お電話でご相談ください。"))


def _section(asked: Asked, message: str) -> int | None:
    known = {section.id for section in town_sections()}
    if asked.section_id in known:
        return asked.section_id
    desk = nearest_desk(question=message, best=None)
    return desk.section_id if desk else None


def _own_turn(asked: Asked, conversation_id: int) -> UUID | None:
    if asked.turn_id is None:
        return None
    rows = RecordedTurn.objects.filter(pk=asked.turn_id, conversation_id=conversation_id)
    return asked.turn_id if rows.exists() else None
