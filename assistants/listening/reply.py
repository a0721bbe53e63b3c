"""The reply in a talk: a model's sentences as far as they may be said, else a fixed one. No database connection."""

from collections.abc import AsyncIterator

from assistants.events import Event, Sentence
from assistants.listening.check_reply import MOST_SENTENCES, may_be_said
from assistants.listening.words import LOST_WORDS, WITHOUT_MODEL
from assistants.stages import cite, generate
from assistants.turn import CheckedSentence, Turn


async def reply(turn: Turn) -> AsyncIterator[Event]:
    """Nothing unless the turn is a message of a talk that a model is to answer."""
    if not turn.listening or turn.request is None:
        return
    said = 0
    try:
        async for draft in cite.name_sources(turn, generate.stream(turn)):
            shown = said < MOST_SENTENCES and may_be_said(text=draft.text)
            turn.sentences.append(CheckedSentence(draft.text, (), shown=shown, reason="" if shown else "not_ours"))
            if shown:
                said += 1
                yield Sentence(draft.text, ())
    except generate.ModelGaveUp as gave_up:
        turn.model_failed = gave_up.kind
    if not said:
        text = str(WITHOUT_MODEL if turn.model_failed else LOST_WORDS)
        turn.sentences.append(CheckedSentence(text, (), shown=True))
        yield Sentence(text, ())
