"""The items that a misspelt or unknown word may mean: by letters and sound, else by the meaning of words."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.word_vectors import WordVectorsMissing, word_vectors
from knowledge.retrieving.tokenise import terms
from knowledge.sorting.book import Book
from knowledge.sorting.fold import fold, sound
from knowledge.sorting.index import PART, Index, bare

SURE: Final = 0.88  # likeness of sound from which a slip of the finger is taken for granted
NEAR: Final = 0.6  # from here the reader is asked whether that is meant
_NEAR_OF_FEW: Final = 0.75  # the same for words of few letters, where everything is alike
_FEW: Final = 4
_AHEAD: Final = 0.05  # by how much the best must lead to be taken for granted
_LETTERS_TO_BE_SURE: Final = 4
_LIKE_IN_MEANING: Final = 0.62
_LOOKED_AT: Final = 40
_CONTAINED: Final = 0.45


def nearest(*, word: str, index: Index, book: Book, most: int = 4) -> tuple[list[int], bool]:
    """Numbers of items, nearest first, and whether the first is sure. Empty when nothing comes near."""
    said, text = sound(text=word), fold(text=word)
    exact = index.by_fold.get(text, ())
    if exact:
        return list(dict.fromkeys(key.item for key in exact))[:most], True
    scored: dict[int, float] = {}
    for likeness, item in _alike(said, text, index):
        scored[item] = max(scored.get(item, 0.0), likeness)
    ranked = sorted(scored.items(), key=lambda pair: -pair[1])
    if ranked and ranked[0][1] >= SURE and len(said) >= _LETTERS_TO_BE_SURE:
        best = [item for item, likeness in ranked if likeness > ranked[0][1] - _AHEAD]
        names = {fold(text=bare(name=book.items[item].name)) for item in best}
        if len(names) == 1:
            return best[:most], True
    least = NEAR if len(said) >= _FEW else _NEAR_OF_FEW
    near = [item for item, likeness in ranked if likeness >= least]
    return (near or _alike_in_meaning(word, book))[:most], False


def _alike(said: str, text: str, index: Index) -> Iterable[tuple[float, int]]:
    mine = _pairs(said)
    rough = []
    for spelt, keys in index.by_sound.items():
        theirs = _pairs(spelt)
        share = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 0.0
        if share > 0 and keys[0].level <= PART:
            rough.append((share, spelt, keys))
    rough.sort(key=lambda each: -each[0])
    for _share, spelt, keys in rough[:_LOOKED_AT]:
        likeness = SequenceMatcher(None, said, spelt, autojunk=False).ratio()
        within = len(text) > 1 and any(text in key.text or key.text in text for key in keys)
        if within and min(len(said), len(spelt)) / max(len(said), len(spelt)) >= _CONTAINED:
            likeness = max(likeness, NEAR)
        for key in keys:
            yield likeness, key.item


def _pairs(text: str) -> frozenset[str]:
    framed = f"^{text}$"
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))


def _alike_in_meaning(word: str, book: Book) -> list[int]:
    mine = _meaning([word])
    if mine is None or not mine.any():
        return []
    names = [bare(name=item.name) for item in book.items]
    theirs = _meaning(names)
    if theirs is None:
        return []
    likeness = theirs @ mine[0]
    order = np.argsort(-likeness)
    return [int(item) for item in order[:_LOOKED_AT] if likeness[item] >= _LIKE_IN_MEANING]


def _meaning(texts: list[str]) -> NDArray[np.float32] | None:
    """Unit vectors [n, 300]: the mean of each text's words; None without a table of word vectors."""
    try:
        table = word_vectors()
    except WordVectorsMissing:
        return None
    found = np.zeros((len(texts), table.table.shape[1]), dtype=np.float32)
    for number, text in enumerate(texts):
        rows = table.rows_of(words=terms(text=text))
        if (rows >= 0).any():
            found[number] = table.vectors_of(rows=rows[rows >= 0]).mean(axis=0)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.where(lengths == 0, 1, lengths), dtype=np.float32)
