"""Turns the package's vector files into three arrays that can be memory-mapped."""

import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FORMAT = "v2"
KEYS_FILE, ROWS_FILE, TABLE_FILE = "keys.npy", "rows.npy", "table.npy"
STARTS_FILE, NEIGHBOURS_FILE, NEARNESS_FILE = "neighbour_starts.npy", "neighbours.npy", "nearness.npy"
# Cosine above which two words count as similar; measured on FAQ search (.45 to .55 is a plateau).
LEAST_SIMILARITY = 0.5
_BLOCK_ROWS = 1_000
_MAP32 = 0xDF
_FIXINT_TOP = 0x7F
# MessagePack: type byte → width of the big-endian unsigned integer that follows (msgpack spec, "int format family").
_WIDTHS = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}

NeighbourLists = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float16]]


def convert(*, vocabulary: Path, target: Path) -> None:
    """Write the arrays of `vocabulary` (files key2row, vectors) to folder `target`.

    Written beside the target and renamed, so a reader never sees half a table and of several processes that convert
    at once one wins. Raises OSError when files cannot be read or written, ValueError when they have another form.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".converting-", dir=target.parent))
    try:
        _write(vocabulary=vocabulary, folder=scratch)
        scratch.chmod(0o755)
        _rename_unless_there(scratch=scratch, target=target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(*, vocabulary: Path, folder: Path) -> None:
    vectors = np.load(vocabulary / "vectors", allow_pickle=False)
    keys, rows = read_key_rows(data=(vocabulary / "key2row").read_bytes())
    if vectors.ndim != 2 or not len(keys) or int(rows.max()) >= len(vectors):  # noqa: PLR2004 - a table has two axes
        raise ValueError("keys and vectors do not belong together")
    order = np.argsort(keys)
    np.save(folder / KEYS_FILE, keys[order])
    np.save(folder / ROWS_FILE, rows[order])
    np.save(folder / TABLE_FILE, vectors.astype(np.float16))
    starts, neighbours, nearness = neighbour_lists(vectors=vectors)
    np.save(folder / STARTS_FILE, starts)
    np.save(folder / NEIGHBOURS_FILE, neighbours)
    np.save(folder / NEARNESS_FILE, nearness)


def neighbour_lists(
    *, vectors: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float16]]:
    """Per row the other rows with a cosine above LEAST_SIMILARITY, nearest first.

    Returns starts [rows + 1], neighbours [n] and their cosines [n]; those of row r stand at starts[r]:starts[r + 1].
    """
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    counts, neighbours, nearness = [], [], []
    for start in range(0, len(unit), _BLOCK_ROWS):
        cosines = unit[start : start + _BLOCK_ROWS] @ unit.T
        cosines[np.arange(len(cosines)), np.arange(start, start + len(cosines))] = 0.0
        own, other = np.nonzero(cosines > LEAST_SIMILARITY)
        near = cosines[own, other]
        order = np.lexsort((other, -near, own))
        counts.append(np.bincount(own, minlength=len(cosines)))
        neighbours.append(other[order].astype(np.int32))
        nearness.append(near[order].astype(np.float16))
    starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return starts.astype(np.int64), np.concatenate(neighbours), np.concatenate(nearness)


def _rename_unless_there(*, scratch: Path, target: Path) -> None:
    try:
        os.rename(scratch, target)
    except OSError:
        if not target.is_dir():
            raise


def read_key_rows(*, data: bytes) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Keys and row numbers of a MessagePack map of unsigned integers. Raises ValueError for anything else in it."""
    if len(data) < 5 or data[0] != _MAP32:  # noqa: PLR2004 - one type byte and four of length
        raise ValueError("not a MessagePack map")
    count = int.from_bytes(data[1:5], "big")
    numbers = np.empty(count * 2, dtype=np.uint64)
    at = 5
    for position in range(count * 2):
        lead = data[at]
        at += 1
        if lead <= _FIXINT_TOP:
            numbers[position] = lead
            continue
        width = _WIDTHS.get(lead)
        if width is None:
            raise ValueError(f"MessagePack type {lead:#x} is no unsigned integer")
        numbers[position] = int.from_bytes(data[at : at + width], "big")
        at += width
    return numbers[0::2].copy(), numbers[1::2].astype(np.int32)
