"""What a message looks like to the learned layer: pieces of its letters, its words, the sense of its words."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistants.crisis.fold import folded
from knowledge.public import WordVectorsMissing, content_words, word_vectors

SENSES: Final = 300
_LONGEST_PIECE: Final = 4  # letters: enough for an ending such as られた


@dataclass(frozen=True, slots=True)
class Features:
    """Keys of letter pieces and of words (uint32, sorted, each once) and the mean vector of the words, float32 [300].

    The vector has length one, or is zero where no word is known or no table is installed.
    """

    letters: NDArray[np.uint32]
    words: NDArray[np.uint32]
    sense: NDArray[np.float32]


def features_of(*, text: str) -> Features:
    """The features of one message or of a piece of it. Pure."""
    plain = f"^{folded(text=text)}$"
    pieces = {
        plain[at : at + size] for size in range(1, _LONGEST_PIECE + 1) for at in range(max(0, len(plain) - size + 1))
    }
    words = [word.term for word in content_words(text=text)]
    pairs = {f"{one}|{two}" for one, two in pairwise(words)}
    return Features(_keys(pieces), _keys({*words, *pairs}), _sense(words))


def _keys(names: Iterable[str]) -> NDArray[np.uint32]:
    digests = (hashlib.blake2b(name.encode(), digest_size=4).digest() for name in names)
    return np.unique(np.frombuffer(b"".join(digests), dtype=np.uint32))


def _sense(words: list[str]) -> NDArray[np.float32]:
    try:
        vectors = word_vectors()
    except WordVectorsMissing:  # the other two say enough, and nobody in danger waits for a table
        return np.zeros(SENSES, dtype=np.float32)
    if not words:
        return np.zeros(SENSES, dtype=np.float32)
    found = vectors.vectors_of(rows=vectors.rows_of(words=words))
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    mean = (found / np.maximum(lengths, np.float32(1e-9))).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length if length else mean, dtype=np.float32)
