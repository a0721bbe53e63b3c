"""Generate: the model's words as they come. Holds no database connection."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from assistants.turn import Turn
from llm_gateway.public import Delta, Finished, ModelFailed, NotConfigured, chat_stream


class ModelGaveUp(RuntimeError):
    """No usable answer came; what was verified so far stays, the turn goes on by quoting. `kind` is the gateway's."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


async def stream(turn: Turn) -> AsyncIterator[str]:
    """Pieces of the model's text; kept whole in `turn.model_output`. Raises ModelGaveUp."""
    if turn.request is None or turn.route is None:
        raise ValueError("nothing was composed")
    try:
        async with aclosing(chat_stream(request=turn.request, route=turn.route)) as events:
            async for event in events:
                match event:
                    case Delta(text=text):
                        turn.model_output += text
                        yield text
                    case Finished():
                        turn.notes["model"] = event.model
                        turn.notes["tokens"] = [event.tokens_in, event.tokens_out]
                        turn.notes["first_token_ms"] = event.first_token_ms
    except (ModelFailed, NotConfigured) as failed:
        raise ModelGaveUp(str(getattr(failed, "kind", "not_configured"))) from failed
