"""Garbage: how a thing is thrown away and on which day, from the town's rows; no model is asked."""

from typing import Final

from django.utils.translation import gettext as _

from assistants.desks import desk_of
from assistants.events import Sentence, Sources
from assistants.garbage.say import MOST_DISTRICTS, Words, choices_of, not_listed
from assistants.models import Conversation
from assistants.outcomes import Outcome
from assistants.stages import topic
from assistants.turn import CheckedSentence, Stopped, Turn
from knowledge.public import GarbageAnswer, answer_garbage, garbage_district_alone

_LONGEST_DISTRICT: Final = 40
_OF_GARBAGE: Final = "ごみの分別と収集"  # by which the town's topic of it is known


def answer_if_asked(turn: Turn) -> None:
    """Raises Stopped(ANSWERED_GARBAGE | ASKED_BACK) with `ready` and `choices` set; else leaves the turn as it is.

    A thing that the list does not name is kept for `admit_unknown`: a written FAQ answer may still fit.
    """
    if turn.attached or turn.only_attached:
        return
    question = _whole_question(turn)
    answer = answer_garbage(question=question, now=turn.now, district_id=None)
    if answer is None:
        return
    if answer.asks_district and (known := _remembered(turn)):
        answer = answer_garbage(question=question, now=turn.now, district_id=known) or answer
    _remember(turn, answer)
    turn.choices = choices_of(answer=answer, question=_as_kept(turn, question))
    if not (answer.groups or answer.kinds or answer.days or answer.asks_district or answer.district):
        turn.garbage_unknown = answer
        return
    _settle(turn, answer)
    _show(turn, answer)
    asks_only = answer.asks_district and not answer.groups
    raise Stopped(Outcome.ASKED_BACK if asks_only else Outcome.ANSWERED_GARBAGE)


def admit_unknown(turn: Turn) -> None:
    """Says that a thing is not in the town's list, with what it may be. Raises Stopped(GARBAGE_UNKNOWN | TOPIC_OFF)."""
    answer = turn.garbage_unknown
    if answer is None or turn.curated:
        return
    _settle(turn, answer)
    turn.desk = desk_of(section_id=answer.dictionary.section_id if answer.dictionary else None) or turn.desk
    turn.section_id = turn.desk.section_id if turn.desk else None
    _put(turn, Sentence(not_listed(answer=answer), ()))
    raise Stopped(Outcome.GARBAGE_UNKNOWN)


def _settle(turn: Turn, answer: GarbageAnswer) -> None:
    """Raises Stopped(TOPIC_OFF) where the town stopped what it says of garbage."""
    topic.settle(turn, words=_OF_GARBAGE, section_id=answer.dictionary.section_id if answer.dictionary else None)


def _show(turn: Turn, answer: GarbageAnswer) -> None:
    words = Words(answer, turn.now.date())
    for part in words.parts():
        _put(turn, part)
    if answer.asks_district:
        _put(turn, Sentence(_asking(answer), ()))
    if words.citations:
        turn.ready.append(Sources(tuple(words.citations)))
    source = answer.dictionary or answer.calendar
    turn.section_id = source.section_id if source else None
    turn.notes["garbage"] = {
        "asked": answer.asked.value,
        "items": [item.id for group in answer.groups for item in group.items],
        "district": answer.district.id if answer.district else None,
    }


def _put(turn: Turn, part: object) -> None:
    turn.ready.append(part)
    turn.sentences.append(CheckedSentence(str(getattr(part, "text", "")), (), shown=True))


def _asking(answer: GarbageAnswer) -> str:
    if len(answer.choices) > MOST_DISTRICTS:
        return _("収集日は地区によって違います。地区の名前（例: %(name)s）を入力してください。") % {
            "name": answer.choices[0].name
        }
    if answer.groups:
        return _("お住まいの地区を選ぶと、次の収集日もお答えします。")
    return _("収集日は地区によって違います。お住まいの地区を選んでください。")


def _whole_question(turn: Turn) -> str:
    """The question; a district alone, given after a garbage question, is read together with that question."""
    question = turn.japanese or turn.question.strip()
    if not turn.history or len(question) > _LONGEST_DISTRICT or not garbage_district_alone(text=question, now=turn.now):
        return question
    return f"{question} {turn.history[-1][0]}"


def _as_kept(turn: Turn, question: str) -> str:
    """The question as it may stand in a choice, which is recorded: masked."""
    if turn.masked is None or question != turn.question.strip():
        return question
    return turn.masked.masked.text


def _remembered(turn: Turn) -> int | None:
    """The district that was chosen in this conversation. One query."""
    if turn.conversation_id is None:
        return None
    rows = Conversation.objects.filter(pk=turn.conversation_id)
    return rows.values_list("garbage_district_id", flat=True).first()


def _remember(turn: Turn, answer: GarbageAnswer) -> None:
    if turn.conversation_id is not None and answer.district and not answer.asks_district:
        Conversation.objects.filter(pk=turn.conversation_id).update(garbage_district_id=answer.district.id)
