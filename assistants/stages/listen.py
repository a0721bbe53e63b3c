"""Listen: a talk that was entered by choice. Crisis was looked at before; no knowledge is searched."""

from typing import Final, NoReturn

from assistants.desks import main_desk, nearest_desk
from assistants.events import Choice, Sentence
from assistants.hotlines import hotline_cards
from assistants.injection.screen import screened
from assistants.languages import is_japanese_code
from assistants.limits import CHARACTERS_LOOKED_AT
from assistants.listening import compose, words
from assistants.listening.procedures import asks_for_procedure
from assistants.listening.switch import listening_is_on
from assistants.models import Conversation, Hotline, ListeningWord
from assistants.outcomes import Outcome
from assistants.topics.known import known_topics
from assistants.turn import NOT_RESIDENTS, CheckedSentence, Stopped, Turn
from pii_masking.public import mask

_KINDS: Final = (Hotline.Kind.SUICIDE, Hotline.Kind.CHILD_SELF, Hotline.Kind.DV)
_MOST_CARDS: Final = 3
_DESK_WORDS: Final = "こころの相談 健康相談 福祉"


def listen_if_chosen(turn: Turn) -> None:
    """Enter, leave, or go on with a talk; one query in the normal chat.

    Raises Stopped(LISTENED | LISTENING_OVER | LISTENING_ASKED | INJECTION_REFUSED). Whoever goes back to the normal
    chat with a question leaves the talk, and the question goes on as any other.
    """
    if turn.channel in NOT_RESIDENTS or turn.conversation_id is None:
        return
    rows = Conversation.objects.filter(pk=turn.conversation_id)
    turn.listening = bool(rows.values_list("listening", flat=True).first())
    if words.enters(text=turn.question) and not turn.listening and listening_is_on():
        rows.update(listening=True)
        turn.listening = True
        _greet(turn)
    if not turn.listening:
        return
    if turn.question.startswith(words.ASK):
        _leave(turn)
        turn.question = turn.question.removeprefix(words.ASK)
        turn.masked = mask(text=turn.question)
        return
    if words.leaves(text=turn.question):
        _leave(turn)
        _put(turn, str(words.FAREWELL))
        raise Stopped(Outcome.LISTENING_OVER)
    _go_on(turn)


def _go_on(turn: Turn) -> NoReturn:
    """Answer a message of the talk."""
    found = screened(text=turn.question[:CHARACTERS_LOOKED_AT])
    if found and found.steers:
        raise Stopped(Outcome.INJECTION_REFUSED)
    if turn.masked and asks_for_procedure(text=turn.question, topics=known_topics()):
        asked = Choice(str(words.ASK_LABEL), f"{words.ASK}{turn.masked.masked.text}")
        turn.choices = (asked, _leaving())
        raise Stopped(Outcome.LISTENING_ASKED)
    compose.write_prompt(turn)
    if turn.request is None:
        _show_people(turn, str(words.WITHOUT_MODEL))
    turn.choices = (_leaving(),)
    raise Stopped(Outcome.LISTENED)


def _greet(turn: Turn) -> NoReturn:
    compose.choose_route(turn)
    keeping = words.KEEPING_WITHOUT_MODEL if turn.route is None else words.KEEPING
    first = words.WITHOUT_MODEL_AT_FIRST if turn.route is None else words.GREETING
    _show_people(turn, str(first), *([str(words.PROMISE)] if turn.route else []), str(keeping))
    turn.choices = (_leaving(),)
    raise Stopped(Outcome.LISTENED)


def _leave(turn: Turn) -> None:
    """End the talk; its words are gone with it."""
    turn.listening = False
    turn.history = ()  # what was said in the talk goes into no prompt and no record of the normal chat
    Conversation.objects.filter(pk=turn.conversation_id or 0).update(listening=False)
    ListeningWord.objects.filter(conversation_id=turn.conversation_id or 0).delete()


def _show_people(turn: Turn, *sentences: str) -> None:
    """Fixed sentences, then hotlines and the desk where people listen."""
    for sentence in sentences if is_japanese_code(code=turn.language) else ():
        _put(turn, sentence)  # for others the outcome's own sentence says it
    turn.hotlines = turn.hotlines or hotline_cards(kinds=_KINDS, today=turn.now.date())[:_MOST_CARDS]
    turn.desk = nearest_desk(question=_DESK_WORDS, best=None) or main_desk()


def _put(turn: Turn, text: str) -> None:
    turn.ready.append(Sentence(text, ()))
    turn.sentences.append(CheckedSentence(text, (), shown=True))


def _leaving() -> Choice:
    return Choice(str(words.LEAVE_LABEL), words.LEAVE)
