"""What the chat model says: one to three sentences copied from the passages of its prompt that fit the question best.

A prompt's passages begin at lines `[[P1]] …` and end at the next mark or at an empty line; the question is what follows
`[[Q]]`, else the last user message without its passages. Each sentence is followed by the mark of its passage.
"""

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Any, Final

_PASSAGE: Final = re.compile(r"^\[\[(P\d+)\]\][ \t]*(.*?)(?=^\[\[|^\s*$|\Z)", re.MULTILINE | re.DOTALL)
_QUESTION: Final = re.compile(r"^\[\[Q\]\][ \t]*(.*?)(?=^\[\[|\Z)", re.MULTILINE | re.DOTALL)
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_WORD: Final = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]{1,2}")
_MOST_SENTENCES: Final = 3
NOTHING_FOUND: Final = "資料からは分かりません。"


def answer(*, messages: list[dict[str, Any]]) -> str:
    """The model's answer to a list of OpenAI messages."""
    contents = [(message.get("role"), _content(message)) for message in messages]
    prompt = "\n\n".join(text for _role, text in contents)
    last = next((text for role, text in reversed(contents) if role == "user"), prompt)
    passages = _PASSAGE.findall(prompt)
    if not passages:
        return f"承知しました。ご依頼の内容は次のとおりです。\n{last.strip()[:300]}"
    asked = _QUESTION.search(prompt)
    question = asked.group(1) if asked else _PASSAGE.sub("", last)
    return _quote(question, [(mark, text.strip()) for mark, text in passages])


def words_of(*, text: str) -> list[str]:
    """The text in the small pieces in which it is streamed; joined they are the text."""
    return _WORD.findall(text)


def _quote(question: str, passages: list[tuple[str, str]]) -> str:
    """Sentences of the best passage, most fitting first chosen, then in the order of the text."""
    weights = _weights(text for _mark, text in passages)
    asked = _pairs(question)
    mark, text = max(passages, key=lambda passage: _fit(asked, passage[1], weights))
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    scored = sorted(range(len(sentences)), key=lambda place: -_fit(asked, sentences[place], weights))
    chosen = [place for place in scored[:_MOST_SENTENCES] if _fit(asked, sentences[place], weights) > 0]
    if not chosen:
        return NOTHING_FOUND
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
