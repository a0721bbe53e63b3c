"""What the chat model says: one to three sentences copied from the passages of its prompt that fit the question best.

A prompt's passages begin at lines `[[P1]] …`. The question follows a line `質問` or a mark `[[Q]]`; passages then reach
to the next mark or to the question. Without either, passages end at an empty line and the question is what remains of
the last user message. A passage's first line is its heading when there are more: it is looked at, not quoted. Each
sentence is followed by the mark of its passage.
"""

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Any, Final

_QUESTION: Final = re.compile(r"^(?:\[\[Q\]\]|質問$)\s*(.*)\Z", re.MULTILINE | re.DOTALL)
_PASSAGE: Final = re.compile(r"^\[\[(P\d+)\]\][ \t]*(.*?)(?=^\[\[P\d+\]\]|\Z)", re.MULTILINE | re.DOTALL)
_SHORT_PASSAGE: Final = re.compile(r"^\[\[(P\d+)\]\][ \t]*(.*?)(?=^\[\[P\d+\]\]|^\s*$|\Z)", re.MULTILINE | re.DOTALL)
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_ORDERED_REFUSAL: Final = re.compile(r"「([^「」]+)」とだけ")
_WORD: Final = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]{1,2}")
_MOST_SENTENCES: Final = 3
NOTHING_FOUND: Final = "資料からは分かりません。"


def answer(*, messages: list[dict[str, Any]]) -> str:
    """The model's answer to a list of OpenAI messages."""
    contents = [(message.get("role"), _content(message)) for message in messages]
    last = next((text for role, text in reversed(contents) if role == "user"), "")
    asked = _QUESTION.search(last)
    question = asked.group(1) if asked else _SHORT_PASSAGE.sub("", last)
    passage = _PASSAGE if asked else _SHORT_PASSAGE
    texts = [text[: asked.start()] if asked and text is last else text for _role, text in contents]
    passages = [found for text in texts for found in passage.findall(text)]
    if not passages:
        return f"承知しました。ご依頼の内容は次のとおりです。\n{last.strip()[:300]}"
    quoted = _quote(question, [(mark, text.strip()) for mark, text in passages])
    ordered = _ORDERED_REFUSAL.search("\n".join(text for _role, text in contents))
    return quoted or (ordered.group(1) if ordered else NOTHING_FOUND)


def words_of(*, text: str) -> list[str]:
    """The text in the small pieces in which it is streamed; joined they are the text."""
    return _WORD.findall(text)


def _quote(question: str, passages: list[tuple[str, str]]) -> str:
    """The most fitting sentences of the best passage in the order of the text; empty when nothing fits."""
    weights = _weights(text for _mark, text in passages)
    asked = _pairs(question)
    mark, text = max(passages, key=lambda passage: _fit(asked, passage[1], weights))
    _heading, _line, body = text.partition("\n")
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(body or text) if sentence.strip()]
    scored = sorted(range(len(sentences)), key=lambda place: -_fit(asked, sentences[place], weights))
    chosen = [place for place in scored[:_MOST_SENTENCES] if _fit(asked, sentences[place], weights) > 0]
    return "".join(f"{sentences[place]}[[{mark}]]" for place in sorted(chosen))


def _content(message: dict[str, Any]) -> str:
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text", "")) for part in content)


def _pairs(text: str) -> Counter[str]:
    bare = re.sub(r"[\sぁ-ん、。・「」（）?？!！]", "", text) or text.strip()
    return Counter(bare[place : place + 2] for place in range(max(1, len(bare) - 1)))


def _weights(texts: Iterable[str]) -> dict[str, float]:
    seen = [set(_pairs(text)) for text in texts]
    counts = Counter(pair for pairs in seen for pair in pairs)
    return {pair: log(1 + len(seen) / count) for pair, count in counts.items()}


def _fit(asked: Counter[str], text: str, weights: dict[str, float]) -> float:
    return sum(weights.get(pair, 1.0) for pair in _pairs(text).keys() & asked.keys())
