"""A table of word vectors shared between processes: converted once from the installed package, then memory-mapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from knowledge.embedding.convert_vectors import (
    FORMAT,
    KEYS_FILE,
    NEARNESS_FILE,
    NEIGHBOURS_FILE,
    ROWS_FILE,
    STARTS_FILE,
    TABLE_FILE,
    convert,
)
from knowledge.embedding.word_hash import word_key

PACKAGE = "ja-ginza"
DIMENSIONS = 300
ABSENT = -1
_FILES = (KEYS_FILE, ROWS_FILE, TABLE_FILE, STARTS_FILE, NEIGHBOURS_FILE, NEARNESS_FILE)


class WordVectorsMissing(Exception):
    """The package with the word vectors is not installed, or its files are not what they should be."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Words by key. `keys` sorted uint64 [k]; `rows` int32 [k], many words share one row; `table` float16 [r, 300].

    `starts` [r + 1], `neighbours` [n], `nearness` [n]: per row the similar rows, nearest first (cosine > .5).
    """

    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]
    table: NDArray[np.float16]
    starts: NDArray[np.int64]
    neighbours: NDArray[np.int32]
    nearness: NDArray[np.float16]
    name: str

    def rows_of(self, *, words: Sequence[str]) -> NDArray[np.intp]:
        """Row number of each word, ABSENT (-1) for a word the table does not know. Shape [len(words)]."""
        wanted = np.fromiter((word_key(word=word) for word in words), dtype=np.uint64, count=len(words))
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, self.rows[at], ABSENT).astype(np.intp)

    def vectors_of(self, *, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Vectors of row numbers, float32 [n, 300]; ABSENT rows give zeros."""
        found = self.table[np.maximum(rows, 0)].astype(np.float32)
        found[rows == ABSENT] = 0.0
        return found

    def similar_rows(self, *, word: str) -> list[tuple[int, float]]:
        """(row, cosine) of the word itself (1.0) and of all similar rows, nearest first; empty for an unknown word."""
        row = int(self.rows_of(words=[word])[0])
        if row == ABSENT:
            return []
        span = slice(int(self.starts[row]), int(self.starts[row + 1]))
        near = zip(self.neighbours[span].tolist(), self.nearness[span].astype(float).tolist(), strict=True)
        return [(row, 1.0), *near]


def word_vectors() -> WordVectors:
    """The table of this installation, converted into STATE_DIR on first use (some 5 s). Raises WordVectorsMissing."""
    return open_word_vectors(folder=Path(settings.STATE_DIR) / "word_vectors")


@lru_cache(maxsize=4)
def open_word_vectors(*, folder: Path) -> WordVectors:
    """The memory-mapped table in `folder`, made there when it is missing. Raises WordVectorsMissing."""
    name, vocabulary = _installed()
    ready = folder / f"{name}-{FORMAT}"
    try:
        if not ready.is_dir():
            convert(vocabulary=vocabulary, target=ready)
        # Plain views of the maps: a memmap's own indexing costs more than what is read.
        arrays = [np.load(ready / file, mmap_mode="r", allow_pickle=False).view(np.ndarray) for file in _FILES]
    except (OSError, ValueError) as broken:
        raise WordVectorsMissing(f"the word vectors of {name} could not be read: {broken}") from broken
    keys, rows, table, starts, neighbours, nearness = arrays
    return WordVectors(keys, rows, table, starts, neighbours, nearness, name)


def _installed() -> tuple[str, Path]:
    try:
        package = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError as missing:
        raise WordVectorsMissing(f"{PACKAGE} is not installed (see requirements/vectors.txt)") from missing
    folder = Path(str(package.locate_file(f"ja_ginza/ja_ginza-{package.version}/vocab")))
    return f"ja_ginza-{package.version}", folder
