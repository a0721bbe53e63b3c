"""MurmurHash64A of a word: the key under which the word-vector package files it."""

from functools import lru_cache

_MULTIPLIER = 0xC6A4A7935BD1E995
_SHIFT = 47
_MASK = 0xFFFFFFFFFFFFFFFF
_BLOCK = 8
_SEED = 1  # the seed of spaCy's string store, which made the keys


@lru_cache(maxsize=200_000)
def word_key(*, word: str) -> int:
    """64-bit key of a word's UTF-8 bytes. Source: MurmurHash2 (Austin Appleby, public domain), variant 64A, seed 1."""
    data = word.encode("utf-8", "surrogatepass")
    whole = len(data) - len(data) % _BLOCK
    key = _SEED ^ (len(data) * _MULTIPLIER & _MASK)
    for start in range(0, whole, _BLOCK):
        part = int.from_bytes(data[start : start + _BLOCK], "little") * _MULTIPLIER & _MASK
        part = (part ^ part >> _SHIFT) * _MULTIPLIER & _MASK
        key = (key ^ part) * _MULTIPLIER & _MASK
    if whole < len(data):
        key = (key ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    key = (key ^ key >> _SHIFT) * _MULTIPLIER & _MASK
    return key ^ key >> _SHIFT
