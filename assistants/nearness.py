"""Whether a passage that was found is about the question at all: search always finds something.

What settles it is whether the passage speaks of what the question is about (`FoundPassage.told` and `untold`, weighed
by how rare each word is in the town): a town without a planetarium has passages on reserving things, and none of them
names one. Measured on the demo towns' evaluation sets and on tests/assistants/sets/answerable.csv (docs/benchmarks.md).
"""

import re
from collections.abc import Sequence
from typing import Final

from knowledge.public import FoundPassage, content_words

LEAST_SCORE: Final = 2.7  # fused score
SURE_SCORE: Final = 4.8  # from which a passage that leaves no subject untold may tell little of the question
LEAST_TOLD: Final = 0.38  # of the question, with a sure score
ENOUGH_TOLD: Final = 0.6  # of the question, with any score
TOLD_BUT_ONE: Final = 0.7  # of the question, when one of its subjects is not spoken of
SUBJECT_WEIGHT: Final = 2.0  # how much a fully named question adds to a passage's score in the order
# Nouns that tell nothing of the subject: time, asking, quantity, what every procedure has.
_TIMES: Final = ("今日", "明日", "昨日", "今年", "来年", "去年", "今夜", "今", "日", "月", "年", "時間")
_OTHERS: Final = ("何", "何時", "幾ら", "幾つ", "幾", "人", "回", "方", "所", "事", "物", "村", "町", "役場")
_OF_PROCEDURES: Final = (
    "手数",
    "料",
    "料金",
    "円",
    "金額",
    "日程",
    "予定",
    "申し込み",
    "手続き",
    "一人",
    "二人",
    "仕事",
)
_NO_SUBJECT: Final = frozenset((*_TIMES, *_OTHERS, *_OF_PROCEDURES))
_KANA: Final = re.compile(r"[ぁ-ん]{1,2}$")  # so short in hiragana: endings (とり, がけ) rather than subjects
_HIRAGANA_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def subject_words(*, text: str, town: str) -> frozenset[str]:
    """The nouns a question is about, kana folded; without times, numbers and the town's own name."""
    own = {_folded(word.term) for word in content_words(text=town)}
    nouns = (word.term for word in content_words(text=text) if "名詞" in word.part)
    kept = (_folded(noun) for noun in nouns if noun not in _NO_SUBJECT and not noun.isdigit() and not _KANA.match(noun))
    return frozenset(kept) - own


def nearest_first(*, passages: Sequence[FoundPassage], subjects: frozenset[str]) -> tuple[FoundPassage, ...]:
    """The passages that may answer, best first: by the score of search and by how much of the question each names."""
    near = [passage for passage in passages if is_near(passage=passage, subjects=subjects)]
    return tuple(sorted(near, key=lambda each: -(each.score + SUBJECT_WEIGHT * _share_named(each, subjects))))


def is_near(*, passage: FoundPassage, subjects: frozenset[str]) -> bool:
    """Whether the passage speaks of the question's subjects well enough to be shown or sent to a model."""
    if passage.score < LEAST_SCORE:
        return False
    if subjects & {_folded(word) for word in passage.untold}:
        return passage.told >= TOLD_BUT_ONE
    return passage.told >= (LEAST_TOLD if passage.score >= SURE_SCORE else ENOUGH_TOLD)


def _share_named(passage: FoundPassage, subjects: frozenset[str]) -> float:
    """Share of the subjects that stand in heading, text or answer of a passage; 0 without subjects."""
    if not subjects:
        return 0.0
    return len(subjects & {_folded(word) for word in passage.words}) / len(subjects)


def _folded(term: str) -> str:
    return term.translate(_HIRAGANA_TO_KATAKANA)
