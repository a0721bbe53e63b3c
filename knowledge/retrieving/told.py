"""How much of a question's own subject a passage speaks of: search always finds something, this says how near it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.embedding.word_vectors import WordVectors
from knowledge.retrieving.read_question import ReadQuestion
from knowledge.retrieving.recipe import FRAME_WORDS
from knowledge.retrieving.weigh import idf

_TELLING_LETTERS: Final = 2  # a single letter that the tokeniser cut off says nothing


@dataclass(frozen=True, slots=True)
class Told:
    """`share` of the question's words (frame words left out, weighted by IDF) that a passage says, 0 … 1.

    The same word counts 1, a similar one its cosine above .5, and a whole phrase when a synonym of it stands there.
    `untold` are words it says nothing of, not even alike, rarest first.
    """

    share: float
    untold: tuple[str, ...] = ()


def told(*, question: ReadQuestion, texts: Sequence[Collection[str]], vectors: WordVectors) -> list[Told]:
    """One for each text, given as its words. Words that no passage of the town holds weigh most. No query."""
    asked = sorted(set(question.words) - FRAME_WORDS) or sorted(set(question.words))
    known, size = question.frequencies, question.passages
    weight = {word: idf(word=word, frequency=known.get(word, 0), passages=size) for word in asked}
    every = sorted({word for text in texts for word in text})
    row_of = dict(zip(every, vectors.rows_of(words=every).tolist(), strict=True)) if every else {}
    return [_told(question, weight, set(text), {row_of[word] for word in text}) for text in texts]


def _told(question: ReadQuestion, weight: Mapping[str, float], text: set[str], rows: set[int]) -> Told:
    by_synonym = {
        word
        for each in question.synonyms
        if any(text.issuperset(other) for other in each.others)
        for word in each.phrase
    }
    near = question.near
    said = {word: 1.0 if word in text | by_synonym else _nearest(near.get(word, {}), rows) for word in weight}
    whole = sum(weight.values())
    missing = sorted(
        (word for word in weight if not said[word] and len(word) >= _TELLING_LETTERS), key=weight.__getitem__
    )
    return Told(sum(weight[word] * said[word] for word in weight) / whole if whole else 0.0, tuple(reversed(missing)))


def _nearest(near: Mapping[int, float], rows: set[int]) -> float:
    """The greatest cosine of a similar row that the text holds; 0.0 when it holds none."""
    return max((cosine for row, cosine in near.items() if row in rows), default=0.0)
