"""A text that a model writes, on its way to the page: what is new a few times a second, or whole at once."""

import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Final

from assistants.refusals import Refused
from web.public import ServerEvent, json_event

_EVERY_SECONDS: Final = 0.2  # how often new words are sent


async def grown(*, texts: AsyncGenerator[str, None]) -> AsyncIterator[ServerEvent]:
    """What is new each time, as `text`; the rest as `ended`, or before `refused` with the sentence.

    Each of `texts` is the whole so far and begins with the one before.
    """
    last, told, text = 0.0, 0, ""
    try:
        async with aclosing(texts):
            async for text in texts:
                if time.monotonic() - last > _EVERY_SECONDS and len(text) > told:
                    last = time.monotonic()
                    yield json_event(event="text", data=text[told:])
                    told = len(text)
    except Refused as refused:
        yield json_event(event="text", data=text[told:])
        yield json_event(event="refused", data=str(refused.sentence))
        return
    yield json_event(event="ended", data=text[told:])


async def written_whole(*, texts: AsyncGenerator[str, None]) -> None:
    """Let it be written to its end, for a page without scripts."""
    async with aclosing(texts):
        async for _text in texts:
            pass
