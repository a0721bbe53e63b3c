"""Crisis: people in distress get verified numbers at once; no model, no allowance, no search is needed."""

import logging

from assistants.crisis.everyday import is_everyday
from assistants.crisis.foreign import foreign_kinds
from assistants.crisis.recognise import matching, recognised
from assistants.desks import main_desk
from assistants.events import Sentence
from assistants.hotlines import hotline_cards
from assistants.limits import CHARACTERS_LOOKED_AT
from assistants.listening.words import GO_ON
from assistants.models import Conversation
from assistants.outcomes import Outcome
from assistants.turn import CheckedSentence, Stopped, Turn
from pii_masking.public import mask

log = logging.getLogger(__name__)


def look_first(turn: Turn) -> None:
    """Raises Stopped(CRISIS) with `hotlines` set when the message speaks of danger or despair; one query then.

    In an お悩み相談 a message of nothing but everyday sorrows, which no rule matches, goes on with the cards beside the
    reply; after any other the reader is told that the talk is still there. One query more.
    Without any valid record of a fitting kind the town's main desk stands there, `notes["hotlines_missing"]` names
    the kinds, and an error is logged: that is the alarm.
    """
    text = f"{turn.question[:CHARACTERS_LOOKED_AT]}\n{turn.question[CHARACTERS_LOOKED_AT:][-CHARACTERS_LOOKED_AT:]}"
    kinds = tuple(dict.fromkeys((*recognised(text=text), *foreign_kinds(text=text))))
    if not kinds:
        return
    turn.notes["crisis"] = list(kinds)
    turn.hotlines = hotline_cards(kinds=kinds, today=turn.now.date())
    talks = _in_talk(turn)
    if talks and turn.hotlines and _is_sorrow(text):
        return
    if not turn.hotlines:
        turn.notes["hotlines_missing"] = list(kinds)
        turn.desk = main_desk()
        log.error("no valid hotline", extra={"town": turn.town.schema_name, "kinds": list(kinds)})
    if talks:
        turn.ready.append(Sentence(str(GO_ON), ()))
        turn.sentences.append(CheckedSentence(str(GO_ON), (), shown=True))
    _mask(turn)
    raise Stopped(Outcome.CRISIS)


def _is_sorrow(text: str) -> bool:
    """Whether only a resemblance spoke, and of sentences that are known to be none of danger."""
    return not matching(text=text) and not foreign_kinds(text=text) and is_everyday(text=text)


def _in_talk(turn: Turn) -> bool:
    if turn.conversation_id is None:
        return False
    return Conversation.objects.filter(pk=turn.conversation_id, listening=True).exists()


def _mask(turn: Turn) -> None:
    """The record keeps the masked message; a message with a My Number is not kept, here as everywhere."""
    masked = mask(text=turn.question, vault=turn.vault)
    if masked.my_number is None:
        turn.masked = masked
    else:
        turn.question = ""
