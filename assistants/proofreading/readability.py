"""Figures of a text: how long its sentences are, how many kanji, passives, double negatives, long chains of clauses."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from assistants.proofreading.check_sentences import passives, points
from assistants.proofreading.reading import Reading

_KANJI: Final = re.compile(r"[\u3400-\u9fff々]")
_LETTERS: Final = re.compile(r"\S")
_NEGATIVES: Final = re.compile(
    r"ない(?:わけ|こと|もの)[はもに]?(?:では|は)?(?:ない|ありません)|ないとは限[らり]|なくはな"
)
_LONG: Final = 60
_CHAINED: Final = 3
_RUNS: Final = (
    (re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]+"), -1.37),
    (re.compile(r"[ぁ-ん]+"), 7.4),
    (re.compile(r"[\u3400-\u9fff々]+"), -23.18),
    (re.compile(r"[ァ-ヴー]+"), -5.4),
)
EASE_LOW: Final = 40  # a standard deviation under the mean of the texts that the formula was made from
KANJI_HIGH: Final = 40  # per cent; newspapers have about 40, leaflets for residents about 30


@dataclass(frozen=True, slots=True)
class Readability:
    """`characters` without spaces; `average` and `longest` in characters a sentence; `kanji` in per cent.

    `chained`: sentences of four clauses or more. `ease`: see `ease_of`, None for a text without a sentence.
    `easiness`: 0 to 100 by the rules of やさしい日本語, of that profile.
    """

    characters: int
    sentences: int
    average: float
    longest: int
    long: int
    kanji: int
    passives: int
    double_negatives: int
    chained: int
    ease: int | None = None
    easiness: int | None = None

    def as_plain(self) -> dict[str, Any]:
        """JSON-ready values."""
        return asdict(self)


def readability(*, reading: Reading, easiness: int | None = None) -> Readability:
    """The figures of a text; all zero for an empty one."""
    lengths = [len(sentence.text) for sentence in reading.sentences]
    characters = len(_LETTERS.findall(reading.text))
    return Readability(
        characters=characters,
        sentences=len(lengths),
        average=round(sum(lengths) / len(lengths), 1) if lengths else 0.0,
        longest=max(lengths, default=0),
        long=sum(length > _LONG for length in lengths),
        kanji=round(100 * len(_KANJI.findall(reading.text)) / characters) if characters else 0,
        passives=passives(within=reading.morphemes),
        double_negatives=len(_NEGATIVES.findall(reading.text)),
        chained=_chained(reading),
        ease=ease_of(reading=reading),
        easiness=easiness,
    )


def ease_of(*, reading: Reading) -> int | None:
    """Readability by Tateisi, Ono and Yamada (1988), the formula without frequencies of runs; None without a sentence.

    The mean of their texts is 50, their standard deviation 10, higher is easier. It sees lengths of sentences and of
    runs of one kind of letters, and commas; no meaning.
    """
    sentences = [sentence.text for sentence in reading.sentences]
    if not sentences:
        return None
    whole = "".join(sentences)
    score = 115.79 - 0.12 * sum(map(len, sentences)) / len(sentences) - 4.67 * whole.count("、") / len(sentences)
    for runs, weight in _RUNS:
        lengths = [len(run) for run in runs.findall(whole)]
        score += weight * sum(lengths) / len(lengths) if lengths else 0.0
    return max(0, min(100, round(score)))


def _chained(reading: Reading) -> int:
    return sum(points(within=within) >= _CHAINED for _sentence, within in reading.by_sentence())
