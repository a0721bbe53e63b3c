"""Generate: the model's words as they come. Holds no database connection."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Final

from assistants.turn import Turn
from llm_gateway.public import Delta, Finished, FinishReason, ModelFailed, NotConfigured, chat_stream


class ModelGaveUp(RuntimeError):
    """No usable answer came; what was verified so far stays, the turn goes on by quoting. `kind` is the gateway's."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


ANSWER_SECONDS: Final = 45.0  # whatever the endpoints' own limits: then the reader gets a quote


async def stream(turn: Turn) -> AsyncIterator[str]:
    """Pieces of the model's text; kept whole in `turn.model_output`. Raises ModelGaveUp."""
    if turn.request is None or turn.route is None:
        raise ValueError("nothing was composed")
    try:
        async with aclosing(chat_stream(request=turn.request, route=turn.route)) as events:
            async for event in _in_time(events):
                match event:
                    case Delta(text=text):
                        turn.model_output += text
                        yield text
                    case Finished():
                        _note(turn, event)
    except (ModelFailed, NotConfigured) as failed:
        raise ModelGaveUp(str(getattr(failed, "kind", "not_configured"))) from failed


async def _in_time(events: AsyncGenerator[Delta | Finished, None]) -> AsyncIterator[Delta | Finished]:
    """The events until the deadline. Raises ModelGaveUp("deadline")."""
    loop = asyncio.get_running_loop()
    until = loop.time() + ANSWER_SECONDS
    while True:
        try:
            yield await asyncio.wait_for(anext(events), max(0.0, until - loop.time()))
        except StopAsyncIteration:
            return
        except TimeoutError as late:
            raise ModelGaveUp("deadline") from late


def _note(turn: Turn, finished: Finished) -> None:
    turn.notes["model"] = finished.model
    turn.notes["tokens"] = [finished.tokens_in, finished.tokens_out]
    turn.notes["first_token_ms"] = finished.first_token_ms
    turn.notes["cut_short"] = finished.reason is FinishReason.LENGTH
