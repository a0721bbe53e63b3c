"""How alike two questions are: their sense in the town's own space, and the telling words they share."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieving.read_question import ReadQuestion
from knowledge.retrieving.recipe import FRAME_WORDS
from knowledge.retrieving.weigh import idf

# Of 664 wordings of one demo town's 201 FAQ, written to differ: between .60 and .65 two questions put together mean the
# same in 61 to 73 of 100 cases. Lower mixes subjects, higher splits nearly everything (docs/adr/0012-gaps.md).
ALIKE: Final = 0.62
SENSE: Final = 0.5  # share of the sense; the rest is shared words


@dataclass(frozen=True, slots=True)
class Reading:
    """A question for comparing. `vector` has length 1, None when no word of it is known to the space."""

    words: frozenset[str]
    vector: NDArray[np.float32] | None
    space_id: int
    passages: int


def reading_of(*, question: ReadQuestion) -> Reading:
    """The words that tell something, all of them when none does, and the direction of the sense."""
    words = frozenset(question.words)
    return Reading(words - FRAME_WORDS or words, unit(question.vector), question.space.id, question.passages)


def unit(vector: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
    """At length 1; None for nothing."""
    length = float(np.linalg.norm(vector)) if vector is not None else 0.0
    return None if vector is None or length <= 0 else (vector / length).astype(np.float32)


def likeness(
    *, sense: float, words: Collection[str], others: Collection[str], frequencies: Mapping[str, int], passages: int
) -> float:
    """0 … 1: the cosine and the share of common words (Dice), each word by its IDF in the town."""
    left, right = set(words), set(others)
    total = _weight(left, frequencies, passages) + _weight(right, frequencies, passages)
    shared = 2 * _weight(left & right, frequencies, passages) / total if total else 0.0
    return SENSE * max(sense, 0.0) + (1 - SENSE) * shared


def _weight(words: Collection[str], frequencies: Mapping[str, int], passages: int) -> float:
    return sum(idf(word=word, frequency=frequencies.get(word, 0), passages=passages) for word in words)
