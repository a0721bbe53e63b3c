"""Curated: an answer the town wrote itself, when it fits, is served as written."""

from assistants.outcomes import Outcome
from assistants.stages.retrieve import search_words
from assistants.turn import Stopped, Turn
from knowledge.public import match_faq


def answer_if_it_fits(turn: Turn) -> None:
    """Raises Stopped(ANSWERED_CURATED) with `curated` and its passage set, or leaves the turn as it is."""
    match = match_faq(question=search_words(turn), asker=turn.asker, today=turn.now.date())
    if match is None:
        return
    turn.curated = match
    turn.passages = (match.passage,)
    turn.section_id = match.passage.section_id
    turn.notes["curated_confidence"] = round(match.confidence, 3)
    raise Stopped(Outcome.ANSWERED_CURATED)
