"""Retrieve: the passages that may answer, and the desk to ask in any case."""

import re
from typing import Final

from assistants.desks import main_desk, nearest_desk, remember_main_desk
from assistants.nearness import nearest_first, subject_words
from assistants.outcomes import Outcome
from assistants.turn import Stopped, Turn
from knowledge.public import FoundPassage

MOST_PASSAGES: Final = 6


def find_passages(turn: Turn) -> None:
    """Set `passages` of what the look for a curated answer found. Raises Stopped(NOT_FOUND) when nothing is near."""
    if turn.curated:
        return
    found = turn.found
    subjects = subject_words(text=search_words(turn), town=turn.town.name)
    turn.notes["best_score"] = round(found[0].score, 3) if found else None
    turn.passages = _with_attached(turn, nearest_first(passages=found, subjects=subjects))
    if turn.passages:
        turn.desk = nearest_desk(question=turn.japanese or turn.question, best=turn.passages[0]) or turn.desk
    turn.section_id = turn.desk.section_id if turn.desk else None
    if not turn.passages:
        raise Stopped(Outcome.NOT_FOUND)


def _with_attached(turn: Turn, near: tuple[FoundPassage, ...]) -> tuple[FoundPassage, ...]:
    """The reader's own files before the town's passages, unless these speak of more of the question: then behind."""
    if near and turn.attached and turn.attached[0].told < near[0].told:
        return near + turn.attached
    return turn.attached + near


def find_desk(turn: Turn) -> None:
    """Set `desk` by the words of the question; the town hall's own number when no section's duties fit."""
    turn.desk = nearest_desk(question=turn.japanese or turn.question, best=None) or main_desk()
    remember_main_desk()


def search_words(turn: Turn) -> str:
    """What is searched: the masked question; a follow-up of few words is read together with the question before it.

    A foreign question is searched by its Japanese words.
    The placeholders of personal data (〔氏名1〕) are left out: they are no subject of the question.
    """
    if turn.japanese:
        return turn.japanese
    question = _PLACEHOLDER.sub("", turn.masked.masked.text) if turn.masked else turn.question
    if turn.history and len(question) <= _SHORT_FOLLOW_UP:
        return f"{turn.history[-1][0]} {question}"
    return question


_SHORT_FOLLOW_UP: Final = 14
_PLACEHOLDER: Final = re.compile(r"〔[^〔〕]{1,30}〕")
