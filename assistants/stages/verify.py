"""Verify: only sentences that their sources say are shown; every other is withheld, with the reason for staff."""

from collections.abc import AsyncIterator

from assistants.outcomes import Outcome
from assistants.turn import CheckedSentence, DraftSentence, Turn
from assistants.verifying.check import Kind, check
from assistants.verifying.reasons import Reason


async def hold_unsupported(turn: Turn, drafts: AsyncIterator[DraftSentence]) -> AsyncIterator[CheckedSentence]:
    """Each drafted sentence, shown or withheld, in order. No database.

    Openings such as 「次のとおりです。」 state nothing; they wait for the next supported sentence and are withheld
    when none follows.
    """
    waiting: list[DraftSentence] = []
    async for draft in drafts:
        verdict = check(draft=draft, passages=turn.passages, language=turn.language, prompt=_prompt(turn))
        if verdict.kind is Kind.STATES_NOTHING:
            waiting.append(draft)
            continue
        if verdict.kind is Kind.SUPPORTED:
            for opening in waiting:
                yield CheckedSentence(opening.text, (), shown=True)
            waiting = []
            yield CheckedSentence(draft.text, draft.passages, shown=True)
            continue
        yield CheckedSentence(draft.text, draft.passages, False, verdict.reason, verdict.detail)
    for opening in waiting:
        yield CheckedSentence(opening.text, (), shown=False, reason=Reason.NOTHING_FOLLOWS)


def outcome_of(turn: Turn) -> Outcome:
    """ANSWERED when a sentence with a source is shown; NOT_FOUND when the model said that the sources do not answer."""
    if any(sentence.passages for sentence in turn.shown):
        return Outcome.ANSWERED
    said_nothing = any(sentence.reason == Reason.SAYS_NOTHING for sentence in turn.withheld)
    return Outcome.NOT_FOUND if said_nothing else Outcome.NOT_SUPPORTED


def _prompt(turn: Turn) -> str:
    """Our own instructions, as far as this turn sent any."""
    messages = turn.request.messages if turn.request else ()
    return next((message.content.text for message in messages if message.role == "system"), "")
