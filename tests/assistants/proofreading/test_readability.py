"""The index of readability: its direction, its bounds, nothing for nothing."""

from assistants.proofreading.readability import ease_of
from assistants.proofreading.reading import Reading

STIFF = (
    "当該施設利用料減免申請手続関係書類提出期限超過者取扱要領改正、並びに、関係規程整備実施計画案策定について通知する。"
)


def test_plain_words_are_easier_than_chains_of_kanji() -> None:
    easy = ease_of(reading=Reading("ごみは、朝の8時までに出してください。雨の日も集めます。"))
    hard = ease_of(reading=Reading(STIFF))
    assert easy is not None
    assert hard is not None
    assert easy > 60
    assert hard < 40


def test_the_formula_is_the_published_one() -> None:
    assert ease_of(reading=Reading("今日の天気は、晴れです。")) == round(
        115.79 - 0.12 * 12 - 4.67 + 7.4 * 5 / 3 - 23.18 * 5 / 3
    )


def test_a_text_without_a_sentence_has_none() -> None:
    assert ease_of(reading=Reading(" \n")) is None
