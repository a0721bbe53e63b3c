"""Serves /v1/chat/completions: the answer in one piece or word by word, with the ordered fault."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Iterable
from typing import Any, Final

from tests.model_server.answering import answer, words_of
from tests.model_server.behaviour import Behaviour, Fault, Seen
from tests.model_server.http import Reply
from tests.model_server.lies import alter
from tests.model_server.obeying import obeyed

_ENDING_AFTER_WORDS: Final = frozenset(
    {Fault.CUT, Fault.CUT_HARD, Fault.STALL, Fault.ERROR_EVENT, Fault.STOP_AT_LIMIT, Fault.REFUSE_LATE}
)
_FOREVER: Final = 3600.0


async def chat(*, seen: Seen, behaviour: Behaviour, reply: Reply) -> None:
    """Answer one chat request."""
    text = _text(seen, behaviour)
    if behaviour.fault is Fault.LIE:
        text, seen.lie = alter(text=text, kind=behaviour.lie)
    seen.said = text
    await asyncio.sleep(behaviour.first_seconds)
    if not seen.body.get("stream"):
        await reply.json(_completion(seen.body, text))
        return
    await reply.begin_events()
    await _stream(seen, behaviour, reply)


def _text(seen: Seen, behaviour: Behaviour) -> str:
    messages = seen.body["messages"]
    match behaviour.fault:
        case Fault.EMPTY:
            return ""
        case Fault.OBEY:
            return obeyed(messages=messages, attack=behaviour.text or "")
        case _:
            return behaviour.text or answer(messages=messages)


async def _stream(seen: Seen, behaviour: Behaviour, reply: Reply) -> None:
    for _number in range(behaviour.thoughts):
        await reply.event(_chunk(seen.body, {"reasoning_content": "考え中"}))
    if behaviour.fault is Fault.REFUSE:
        await reply.event(_chunk(seen.body, {}, finish="content_filter"))
    else:
        await _say(seen, behaviour, reply)
    if behaviour.fault in {Fault.CUT_HARD, Fault.STALL}:
        return
    asked_for_usage = (seen.body.get("stream_options") or {}).get("include_usage")
    if asked_for_usage and behaviour.usage:
        await reply.event({**_chunk(seen.body, {}), "choices": [], "usage": _usage(seen.body, seen.said)})
    await reply.event("[DONE]")
    await reply.end_events()


async def _say(seen: Seen, behaviour: Behaviour, reply: Reply) -> None:
    await reply.event(_chunk(seen.body, {"role": "assistant", "content": ""}))
    async for word in _paced(_words(seen, behaviour), behaviour.word_seconds):
        seen.words_at.append(time.monotonic())
        await reply.event(_chunk(seen.body, {"content": word}))
    match behaviour.fault:
        case Fault.CUT:
            pass
        case Fault.CUT_HARD:
            reply.abort()
        case Fault.STALL:
            await asyncio.sleep(_FOREVER)
        case Fault.ERROR_EVENT:
            await reply.event({"error": {"message": "the server had an error", "type": "server_error", "code": None}})
        case Fault.REFUSE_LATE:
            await reply.event(_chunk(seen.body, {}, finish="content_filter"))
        case Fault.STOP_AT_LIMIT:
            await reply.event(_chunk(seen.body, {}, finish="length"))
        case _:
            await reply.event(_chunk(seen.body, {}, finish="stop"))


def _words(seen: Seen, behaviour: Behaviour) -> Iterable[str]:
    words = words_of(text=seen.said)
    if behaviour.fault is Fault.ENDLESS:
        return itertools.cycle(words or ["あ"])
    if behaviour.fault in _ENDING_AFTER_WORDS:
        return words[: behaviour.after_words]
    limit = seen.body.get("max_tokens") or seen.body.get("max_completion_tokens") or len(words)
    return words[: int(limit)]


async def _paced(words: Iterable[str], seconds: float) -> AsyncIterator[str]:
    """A word each `seconds` by the clock, so that a busy server does not slow down bit by bit."""
    began = time.monotonic()
    for number, word in enumerate(words):
        if seconds:
            await asyncio.sleep(max(0.0, began + number * seconds - time.monotonic()))
        elif number % 100 == 0:
            await asyncio.sleep(0)
        yield word


def _chunk(body: dict[str, Any], delta: dict[str, str], *, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": body["model"],
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _completion(body: dict[str, Any], text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _usage(body, text),
    }


def _usage(body: dict[str, Any], said: str) -> dict[str, Any]:
    """One token a character: easy to check."""
    sent = sum(len(str(message.get("content") or "")) for message in body["messages"])
    return {
        "prompt_tokens": sent,
        "completion_tokens": len(said),
        "total_tokens": sent + len(said),
        "prompt_tokens_details": {"cached_tokens": sent // 2},
    }
