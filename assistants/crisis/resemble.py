"""How much a message resembles the bank's people in danger: a linear score over features, learned by learn.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistants.crisis.features import Features, features_of

FILE: Final = Path(__file__).parent / "learned.npz"
SENSE_SHARE: Final = 1.0  # weights of the four parts of a score against each other; letters count 1
WORD_SHARE: Final = 0.7
RULE_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Table:
    """Known features of one sort: `keys` uint32 [n] sorted, `rarity` float32 [n]; `weights` float32 [n, 1 + kinds]."""

    keys: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]

    def places(self, keys: NDArray[np.uint32]) -> NDArray[np.intp]:
        """Where known ones of `keys` stand."""
        if not len(self.keys):
            return np.zeros(0, dtype=np.intp)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.asarray(at[self.keys[at] == keys], dtype=np.intp)

    def values(self, places: NDArray[np.intp]) -> NDArray[np.float32]:
        """Their values: rarities as a vector of length one."""
        found = self.rarity[places]
        return np.asarray(found / (np.linalg.norm(found) or 1.0), dtype=np.float32)

    def score(self, keys: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Their part of the scores, float32 [1 + kinds]."""
        places = self.places(keys)
        return np.asarray(self.values(places) @ self.weights[places], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Learned:
    """All that learn.py wrote; column 0 of every weight is danger at all, the others one for each of `kinds`."""

    digest: str
    kinds: tuple[str, ...]
    letters: Table
    words: Table
    mean: NDArray[np.float32]
    senses: NDArray[np.float32]
    rule: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, *, features: Features, by_rule: bool) -> NDArray[np.float32]:
        """float32 [1 + kinds], about −1 (harmless) … 1 (danger). `by_rule`: a rule of rules.toml matches as well."""
        sense = features.sense - self.mean if features.sense.any() else features.sense
        found = self.letters.score(features.letters) + WORD_SHARE * self.words.score(features.words)
        found = found + SENSE_SHARE * (sense @ self.senses) + self.bias
        return np.asarray(found + RULE_SHARE * self.rule if by_rule else found, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Resemblance:
    """`danger` about −1 … 1; `kinds` of hotlines, the likeliest first, each with its score."""

    danger: float
    kinds: tuple[tuple[str, float], ...]


def resemblance(*, text: str, by_rule: bool) -> Resemblance:
    """How much one message or piece resembles the bank. Pure, well under a millisecond for a sentence."""
    known = learned()
    scores = known.scores(features=features_of(text=text), by_rule=by_rule)
    kinds = sorted(zip(known.kinds, map(float, scores[1:]), strict=True), key=lambda one: -one[1])
    return Resemblance(float(scores[0]), tuple(kinds))


@cache
def learned() -> Learned:
    """The committed weights. Raises OSError or KeyError for a file that is missing or broken."""
    with np.load(FILE, allow_pickle=False) as file:
        mean, senses, rule, bias = (file[name].astype(np.float32) for name in ("mean", "senses", "rule", "bias"))
        kinds = tuple(str(kind) for kind in file["kinds"])
        return Learned(
            str(file["digest"]), kinds, _table(file, "letters"), _table(file, "words"), mean, senses, rule, bias
        )


def _table(file: Mapping[str, NDArray[Any]], name: str) -> Table:
    rarity, weights = (file[f"{name}_{part}"].astype(np.float32) for part in ("rarity", "weights"))
    return Table(file[f"{name}_keys"], rarity, weights)
