"""Word vectors: read from the package's files, shared by memory map."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding.convert_vectors import read_key_rows
from knowledge.embedding.word_hash import word_key
from knowledge.embedding.word_vectors import ABSENT, open_word_vectors, word_vectors


def cosine(left: str, right: str) -> float:
    vectors = word_vectors()
    a, b = vectors.vectors_of(rows=vectors.rows_of(words=[left, right]))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_like_words_lie_close_together() -> None:
    assert cosine("猫", "犬") > 0.6
    assert cosine("猫", "役場") < 0.2


def test_unknown_words_have_no_row_and_a_vector_of_zeros() -> None:
    vectors = word_vectors()
    rows = vectors.rows_of(words=["猫", "ほげほげら", ""])
    assert rows[0] != ABSENT
    assert rows[1] == ABSENT
    assert not vectors.vectors_of(rows=rows)[1].any()
    assert vectors.similar_rows(word="ほげほげら") == []


def test_similar_rows_begin_with_the_word_itself_and_descend() -> None:
    vectors = word_vectors()
    near = vectors.similar_rows(word="避難")
    assert near[0] == (int(vectors.rows_of(words=["避難"])[0]), 1.0)
    cosines = [cosine for _, cosine in near]
    assert cosines == sorted(cosines, reverse=True)
    assert min(cosines) >= 0.5


def test_the_hash_is_the_one_the_package_uses() -> None:
    # Values of MurmurHash64A with seed 1, as spaCy's string store files these words.
    assert word_key(word="coffee") == 3197928453018144401
    assert word_key(word="apple") == 8566208034543834098


def test_the_table_is_mapped_and_not_copied() -> None:
    assert isinstance(word_vectors().table.base, np.memmap)


@pytest.mark.slow
def test_conversions_at_the_same_time_end_in_one_table(tmp_path: Path) -> None:
    open_word_vectors.cache_clear()
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: open_word_vectors(folder=tmp_path), range(3)))
    assert {len(vectors.keys) for vectors in found} == {len(found[0].keys)}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not a MessagePack map"):
        read_key_rows(data=b"\x93NUMPY")
    with pytest.raises(ValueError, match="no unsigned integer"):
        read_key_rows(data=b"\xdf\x00\x00\x00\x01\xa1a\x01")
