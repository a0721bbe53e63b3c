"""Which topic a question belongs to: by the longest keyword in it, else by its desk, else by nearness to examples.

Deterministic and without a model; about a millisecond. Measured on the demo towns' FAQ (docs/benchmarks.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistants.topics.known import KnownTopic
from knowledge.public import content_words, search_spelling, word_vectors

LEAST_NEARNESS: Final = 0.62  # cosine of mean word vectors, below which an example says nothing
_KEPT_TEXTS: Final = 8_000  # vectors of examples kept by their own text: the same in every town


class By(StrEnum):
    """What decided."""

    KEYWORD = "keyword"
    SECTION = "section"
    EXAMPLE = "example"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Classified:
    """The topic of a question and what decided; `told`: the keyword or the example."""

    topic: KnownTopic
    by: By
    told: str = ""


def topic_of(*, text: str, section_id: int | None, topics: Sequence[KnownTopic]) -> Classified | None:
    """The topic that the words, the desk or the sense of `text` point to; None when nothing does.

    `section_id`: the desk that the question's own words named. Raises WordVectorsMissing.
    """
    return by_keyword(text=text, topics=topics) or _by_section(section_id, topics) or by_example(text, topics)


def rest_of(*, topics: Sequence[KnownTopic]) -> Classified | None:
    """The topic that takes what fits no other, if the town has one."""
    return next((Classified(topic, By.REST) for topic in topics if topic.is_rest), None)


def by_keyword(*, text: str, topics: Sequence[KnownTopic]) -> Classified | None:
    """The longest keyword that stands in `text` decides; of equal ones the later one, where Japanese has the head."""
    folded = search_spelling(text=text)
    best: tuple[int, int, Classified] | None = None
    for topic in topics:
        for keyword in topic.keywords:
            place = folded.rfind(_folded(keyword))
            if place < 0 or not keyword:
                continue
            found = (len(keyword), place, Classified(topic, By.KEYWORD, keyword))
            if best is None or found[:2] > best[:2]:
                best = found
    return best[2] if best else None


def _by_section(section_id: int | None, topics: Sequence[KnownTopic]) -> Classified | None:
    """A desk that serves one topic only."""
    if section_id is None:
        return None
    mine = [topic for topic in topics if section_id in topic.section_ids]
    return Classified(mine[0], By.SECTION) if len(mine) == 1 else None


def by_example(text: str, topics: Sequence[KnownTopic]) -> Classified | None:
    """The topic with the nearest example, when it is near enough."""
    sense = _sense(text)
    if sense is None:
        return None
    best, found = LEAST_NEARNESS, None
    for topic in topics:
        for example in topic.examples:
            other = _kept_sense(example)
            nearness = float(sense @ other) if other is not None else 0.0
            if nearness > best:
                best, found = nearness, Classified(topic, By.EXAMPLE, example)
    return found


@lru_cache(maxsize=4_096)
def _folded(keyword: str) -> str:
    return search_spelling(text=keyword)


@lru_cache(maxsize=_KEPT_TEXTS)
def _kept_sense(text: str) -> NDArray[np.float32] | None:
    return _sense(text)


def _sense(text: str) -> NDArray[np.float32] | None:
    """The mean of the word vectors at length 1; None when no word is known."""
    vectors = word_vectors()
    words = [word.term for word in content_words(text=text)]
    if not words:
        return None
    mean = vectors.vectors_of(rows=vectors.rows_of(words=words)).sum(axis=0)
    length = float(np.linalg.norm(mean))
    return (mean / length).astype(np.float32) if length else None
