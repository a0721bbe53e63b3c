"""Whether a passage that was found is about the question at all: search always finds something.

Measured on the evaluation sets of the three demo towns (docs/benchmarks.md): the fused score alone keeps curry recipes
out only at the price of short honest questions; asking whether the question's subjects are named settles most of both.
"""

from collections.abc import Sequence
from typing import Final

from knowledge.public import FoundPassage, content_words

SURE_SCORE: Final = 4.8  # fused score from which a passage counts as near whatever it names
LEAST_SCORE: Final = 2.7
LEAST_SHARE: Final = 0.5  # of the question's subjects that a passage below SURE_SCORE must name
SUBJECT_WEIGHT: Final = 2.0  # how much a fully named question adds to a passage's score in the order
# Nouns that tell nothing of the subject: time, asking, quantity.
_TIMES: Final = ("今日", "明日", "昨日", "今年", "来年", "去年", "今夜", "今", "日", "月", "年", "時間")
_OTHERS: Final = ("何", "何時", "幾ら", "幾つ", "幾", "人", "回", "方", "所", "事", "物", "村", "町", "役場")
_NO_SUBJECT: Final = frozenset((*_TIMES, *_OTHERS))
_HIRAGANA_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def subject_words(*, text: str, town: str) -> frozenset[str]:
    """The nouns a question is about, kana folded; without times, numbers and the town's own name."""
    own = {_folded(word.term) for word in content_words(text=town)}
    nouns = (word.term for word in content_words(text=text) if "名詞" in word.part)
    kept = (_folded(noun) for noun in nouns if noun not in _NO_SUBJECT and not noun.isdigit())
    return frozenset(kept) - own


def nearest_first(*, passages: Sequence[FoundPassage], subjects: frozenset[str]) -> tuple[FoundPassage, ...]:
    """The passages that may answer, best first: by the score of search and by how much of the question each names."""
    shares = {passage.passage_id: share_named(passage=passage, subjects=subjects) for passage in passages}
    near = [passage for passage in passages if _is_near(passage.score, shares[passage.passage_id])]
    return tuple(sorted(near, key=lambda each: -(each.score + SUBJECT_WEIGHT * shares[each.passage_id])))


def _is_near(score: float, share: float) -> bool:
    return score >= SURE_SCORE or (score >= LEAST_SCORE and share >= LEAST_SHARE)


def share_named(*, passage: FoundPassage, subjects: frozenset[str]) -> float:
    """Share of the subjects that stand in heading, text or answer of a passage; 0 without subjects."""
    if not subjects:
        return 0.0
    return len(subjects & {_folded(word) for word in passage.words}) / len(subjects)


def _folded(term: str) -> str:
    return term.translate(_HIRAGANA_TO_KATAKANA)
