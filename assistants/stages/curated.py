"""Curated: an answer the town wrote itself, when it fits, is served as written."""

from assistants.languages import is_japanese_code
from assistants.outcomes import Outcome
from assistants.stages import topic
from assistants.stages.retrieve import MOST_PASSAGES, search_words
from assistants.turn import Stopped, Turn
from knowledge.public import look_up


def answer_if_it_fits(turn: Turn) -> None:
    """Raises Stopped(ANSWERED_CURATED) with `curated` and its passage set; else leaves what was found in `found`.

    To a reader of another language the curated answer is the passage that a model renders; without one it is quoted.
    """
    if turn.only_attached:
        return
    looked = look_up(
        query=search_words(turn),
        asker=turn.asker,
        today=turn.now.date(),
        limit=MOST_PASSAGES,
        filters=turn.filters,
    )
    match, turn.found = looked.faq, looked.passages
    if match is None or turn.attached:  # whoever attaches a file asks about that
        return
    topic.settle(turn, words=match.passage.heading, section_id=match.passage.section_id)
    turn.curated = match
    turn.passages = (match.passage,)
    turn.section_id = match.passage.section_id
    turn.notes["curated_confidence"] = round(match.confidence, 3)
    if is_japanese_code(code=turn.language):
        raise Stopped(Outcome.ANSWERED_CURATED)
