"""Guard: limits, personal data and attempts to steer, before anything is searched or sent."""

from datetime import timedelta

from assistants.injection.screen import screened
from assistants.limits import (
    CHARACTERS_LOOKED_AT,
    RATE_WINDOW_SECONDS,
    RESIDENT_CHARACTERS,
    STAFF_CHARACTERS,
    TURNS_A_MINUTE_OF_A_CLIENT,
    TURNS_A_MINUTE_OF_A_CONVERSATION,
)
from assistants.models import RecordedTurn
from assistants.outcomes import Outcome
from assistants.stages import crisis
from assistants.turn import NOT_RESIDENTS, Channel, Stopped, Turn
from metering.public import check_allowance
from pii_masking.public import mask
from tenants.public import count_this_minute, is_first_this_hour, town_policy

_NOT_LIMITED = (Channel.COMMAND, Channel.EVALUATION)


def check_limits(turn: Turn) -> None:
    """Refuses what is empty, too long, too often or asked while the chat is closed; notes a spent allowance.

    Somebody in distress is answered whatever the limits say: before a refusal `crisis.look_first` reads the message.
    Raises Stopped(EMPTY | TOO_LONG | TOO_OFTEN | CLOSED | CRISIS).
    """
    refusal = _refusal(turn)
    if refusal is not None and refusal is not Outcome.EMPTY:
        crisis.look_first(turn)
    if refusal is Outcome.TOO_OFTEN:
        name = f"refused:{turn.notes.get('client_key') or turn.conversation_id}"
        turn.unrecorded = not is_first_this_hour(name=name, now=turn.now)
    if refusal:
        raise Stopped(refusal)
    if check_allowance(section_id=turn.section_id, now=turn.now).spent:
        turn.allowance_spent = True
        turn.quoting = True


def mask_personal_data(turn: Turn) -> None:
    """Set `masked`. A My Number throws the whole message away: Stopped(MY_NUMBER_DISCARDED) (番号法 19・20条)."""
    masked = mask(text=turn.question, vault=turn.vault)
    if masked.my_number is not None:
        turn.question = ""
        raise Stopped(Outcome.MY_NUMBER_DISCARDED)
    turn.masked = masked


def screen(turn: Turn) -> None:
    """Refuses attempts to steer the assistant and requests that are plainly not about the town.

    Notes the rule that matched. Raises Stopped(INJECTION_REFUSED | OFF_TOPIC).
    """
    earlier = tuple(question for question, _answer in turn.history)
    found = screened(text=turn.question[:CHARACTERS_LOOKED_AT], earlier=earlier)
    if found:
        turn.notes["screened"] = found.rule
        raise Stopped(Outcome.INJECTION_REFUSED if found.steers else Outcome.OFF_TOPIC)


def _refusal(turn: Turn) -> Outcome | None:
    if turn.channel not in _NOT_LIMITED and _too_often(turn):
        return Outcome.TOO_OFTEN  # counted first, so that empty and endless messages are limited, too
    if not any(letter.isalnum() for letter in turn.question):
        return Outcome.EMPTY
    most = STAFF_CHARACTERS if turn.channel is Channel.STAFF else RESIDENT_CHARACTERS
    if len(turn.question.strip()) > most:
        return Outcome.TOO_LONG
    if turn.channel not in NOT_RESIDENTS and not town_policy().resident_chat_open:
        return Outcome.CLOSED
    return None


def _too_often(turn: Turn) -> bool:
    client = turn.notes.get("client_key")
    if client and count_this_minute(name=f"turns:{client}", now=turn.now) > TURNS_A_MINUTE_OF_A_CLIENT:
        return True
    if turn.conversation_id is None:
        return False
    since = turn.now - timedelta(seconds=RATE_WINDOW_SECONDS)
    recent = RecordedTurn.objects.filter(conversation_id=turn.conversation_id, at__gt=since).count()
    return recent >= TURNS_A_MINUTE_OF_A_CONVERSATION
