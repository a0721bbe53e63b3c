"""The part of a text that speaks most about a question, for quotes and lists of results."""

import re
from collections.abc import Sequence

from knowledge.retrieving.recipe import FRAME_WORDS
from knowledge.retrieving.tokenise import terms

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+$")
ELLIPSIS = "…"


def best_window(*, question: str, text: str, most_characters: int) -> str:
    """At most `most_characters` of `text` as whole sentences next to each other, those with most of the question's
    words; the text itself when it is short enough. Left-out parts before and after are marked by 「…」."""
    plain = text.strip()
    if len(plain) <= most_characters:
        return plain
    sentences = [found[0] for found in _SENTENCE.finditer(plain)]
    asked = set(terms(text=question)) - FRAME_WORDS
    shared = [asked & set(terms(text=sentence)) for sentence in sentences]
    begin, end = _best_run(sentences, shared, most_characters)
    window = "".join(sentences[begin:end]).strip()[:most_characters]
    cut_behind = end < len(sentences) or len("".join(sentences[begin:end]).strip()) > most_characters
    return f"{ELLIPSIS if begin else ''}{window}{ELLIPSIS if cut_behind else ''}"


def _best_run(sentences: Sequence[str], shared: Sequence[set[str]], most: int) -> tuple[int, int]:
    """The run of sentences within `most` characters that shares most words; the first of equals."""
    best, best_words = (0, 1), -1
    for begin in range(len(sentences)):
        end, length, words = begin, 0, set[str]()
        while end < len(sentences) and (end == begin or length + len(sentences[end]) <= most):
            length += len(sentences[end])
            words |= shared[end]
            end += 1
        if len(words) > best_words:
            best, best_words = (begin, end), len(words)
    return best
