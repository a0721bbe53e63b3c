"""Understand: which language a question is written in, and its words in Japanese to search with."""

import asyncio
import hashlib
import logging
import re
from contextlib import aclosing
from typing import Final, NoReturn

from django.core.cache import cache

from assistants.languages import is_japanese_code
from assistants.models import Conversation
from assistants.outcomes import Outcome
from assistants.prompts import prompt_text
from assistants.speaking.detect import detected, named_language
from assistants.speaking.terms import japanese_for
from assistants.turn import Channel, Stopped, Turn
from llm_gateway.public import (
    ChatMessage,
    ChatRequest,
    Delta,
    Feature,
    ModelFailed,
    NotConfigured,
    chat_stream,
    load_route,
)
from pii_masking.public import MaskedText, mask
from tenants.public import town_policy

log = logging.getLogger(__name__)
TRANSLATION_SECONDS: Final = 4.0  # then the dictionary's words do
_MOST_TOKENS: Final = 120
_MOST_CHARACTERS: Final = 200
_KEPT_SECONDS: Final = 12 * 3600  # as long as a conversation is held
_KANA_OR_KANJI: Final = re.compile(r"[ぁ-ヿ一-龠]")


def notice_language(turn: Turn) -> None:
    """Set `asked_in` and, unless the reader chose one, `language`; a conversation keeps it. One query when it changes.

    Who types nothing but a language's name chooses it: Stopped(ASKED_BACK).
    """
    if turn.channel is Channel.STAFF:
        return
    if named := named_language(text=turn.question):
        _choose(turn, named)
    found = detected(text=turn.question)
    if found is None:
        return
    turn.asked_in = found
    if turn.language_chosen or turn.language == found or (found == "ja" and is_japanese_code(code=turn.language)):
        return
    turn.language = found
    if turn.conversation_id is not None:
        Conversation.objects.filter(pk=turn.conversation_id, language_chosen=False).update(language=found)


def _choose(turn: Turn, language: str) -> NoReturn:
    turn.language, turn.language_chosen = language, True
    turn.masked = mask(text=turn.question)
    if turn.conversation_id is not None:
        rows = Conversation.objects.filter(pk=turn.conversation_id)
        rows.update(language=language, language_chosen=True)
    raise Stopped(Outcome.ASKED_BACK)


def find_words(turn: Turn) -> None:
    """Set `japanese` to search with for a foreign question; where a model may write, `asking_words` for `translate`.

    Four queries for a foreign question with a model, one without, none for a Japanese one.
    """
    if is_japanese_code(code=turn.asked_in) or turn.masked is None:
        return
    turn.japanese = japanese_for(text=turn.masked.masked.text, language=turn.asked_in)
    turn.notes["search_words"] = turn.japanese
    if turn.quoting or not town_policy().models_allowed:
        return
    if kept := cache.get(_key(turn)):
        _take(turn, kept)
        return
    route = load_route(feature=Feature.RESIDENT_ANSWER)
    if route.endpoints:
        turn.asking_words = (_request(turn), route)


async def translate(turn: Turn) -> None:
    """Ask the model for a Japanese question to search with; on any failure the dictionary's words stay. No database."""
    if turn.asking_words is None:
        return
    request, route = turn.asking_words
    text = ""
    try:
        async with asyncio.timeout(TRANSLATION_SECONDS), aclosing(chat_stream(request=request, route=route)) as events:
            async for event in events:
                if isinstance(event, Delta):
                    text += event.text
    except (ModelFailed, NotConfigured, TimeoutError) as failed:
        turn.notes["translation_failed"] = str(getattr(failed, "kind", type(failed).__name__))
        return
    _take(turn, text)


def keep_words(turn: Turn) -> None:
    """Keep what a model translated for this conversation: the same question is not asked for twice."""
    if turn.asking_words is not None and turn.notes.get("translated"):
        cache.set(_key(turn), turn.japanese, _KEPT_SECONDS)


def _take(turn: Turn, text: str) -> None:
    """A model's words are only searched with; what is no Japanese line is dropped."""
    line = " ".join(text.split())[:_MOST_CHARACTERS]
    if _KANA_OR_KANJI.search(line):
        turn.japanese = line
        turn.notes["search_words"] = line
        turn.notes["translated"] = True


def _request(turn: Turn) -> ChatRequest:
    if turn.masked is None:
        raise ValueError("the question must be masked before it is sent")
    rules = MaskedText.trusted(text=prompt_text(name="query_words"), reason="our own prompt")
    return ChatRequest(
        feature=Feature.RESIDENT_ANSWER,
        messages=(ChatMessage("system", rules), ChatMessage("user", turn.masked.masked)),
        channel=turn.channel.value,
        max_output_tokens=_MOST_TOKENS,
        turn_id=str(turn.id),
    )


def _key(turn: Turn) -> str:
    """The town is added by the cache's key function."""
    question = turn.masked.masked.text if turn.masked else ""
    digest = hashlib.sha256(question.encode()).hexdigest()[:24]
    return f"query-words:{turn.conversation_id}:{digest}"
