"""Learns the weights of resemble.py from the bank (`manage.py learn_crisis`).

A linear support vector machine with squared hinge loss, solved exactly in a few Newton steps on the kernel matrix; no
chance is in it.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistants.crisis.bank import HARMLESS, digest, kinds, sentences
from assistants.crisis.features import Features, features_of
from assistants.crisis.recognise import LEAST_DANGER, matching
from assistants.crisis.resemble import FILE, RULE_SHARE, SENSE_SHARE, WORD_SHARE, Learned, Table

_RIDGE: Final = 0.5
_STEPS: Final = 6
_FOLDS: Final = 5
_LEAST_OFTEN: Final = {"letters": 2, "words": 1}
_HALF: Final = np.float16

Example = tuple[str, Features, bool]


def examples() -> list[Example]:
    """Kind, features and whether a rule matches, for each sentence of the bank."""
    return [(kind, features_of(text=text), bool(matching(text=text))) for kind, text in sentences()]


def fit(*, rows: Sequence[Example]) -> Learned:
    """The weights that part the examples; column 0 danger against harmless, then each kind against all others."""
    letters, words = (_table(name, [getattr(each[1], name) for each in rows]) for name in ("letters", "words"))
    senses = np.array([each[1].sense for each in rows])
    mean = senses.mean(axis=0)
    blocks = [
        _matrix(letters, [each[1].letters for each in rows]),
        _matrix(words, [each[1].words for each in rows]) * WORD_SHARE,
        np.where(senses.any(axis=1, keepdims=True), senses - mean, np.float32(0)) * SENSE_SHARE,
        np.array([[each[2] * RULE_SHARE, 1.0] for each in rows], dtype=np.float32),
    ]
    matrix = np.hstack(blocks)
    names = kinds()
    wanted = [[each[0] != HARMLESS, *(each[0] == kind for kind in names)] for each in rows]
    duals = _parted((matrix @ matrix.T).astype(np.float64), np.where(wanted, 1.0, -1.0))
    weights = matrix.T @ duals.astype(np.float32)
    ends = np.cumsum([block.shape[1] for block in blocks])
    by_letter, by_word, by_sense, rest = np.split(np.asarray(weights, dtype=np.float32), ends[:-1])
    return Learned(
        digest(), names, Table(letters.keys, letters.rarity, by_letter), Table(words.keys, words.rarity, by_word),
        mean, by_sense, rest[0], rest[1],
    )  # fmt: skip


def _parted(kernel: NDArray[np.float64], signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each column of ±1 the dual weights of the squared hinge: only rows within the margin carry any."""
    duals = np.zeros_like(signs)
    for column in range(signs.shape[1]):
        wanted = signs[:, column]
        active = np.ones(len(wanted), dtype=bool)
        for _step in range(_STEPS):
            inner = kernel[np.ix_(active, active)] + _RIDGE * np.eye(int(active.sum()))
            dual = np.zeros(len(wanted))
            dual[active] = np.linalg.solve(inner, wanted[active])
            now = wanted * (kernel @ dual) < 1
            duals[:, column] = dual
            if (now == active).all():
                break
            active = now
    return duals


def _table(name: str, found: Sequence[NDArray[np.uint32]]) -> Table:
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    often = counts >= _LEAST_OFTEN[name]
    rarity = np.log((1 + len(found)) / (1 + counts[often])) + 1
    return Table(keys[often], rarity.astype(np.float32), np.zeros((int(often.sum()), 0), dtype=np.float32))


def _matrix(table: Table, found: Sequence[NDArray[np.uint32]]) -> NDArray[np.float32]:
    """Float32 [examples, features]: some hundred megabytes for the whole bank, on a developer's machine only."""
    matrix = np.zeros((len(found), len(table.keys)), dtype=np.float32)
    for row, keys in enumerate(found):
        places = table.places(keys)
        matrix[row, places] = table.values(places)
    return matrix


def cross_validated(*, rows: Sequence[Example]) -> tuple[float, float]:
    """Recall and false alarms of sentences that their judges never saw."""
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(rows))
    judged = np.zeros(len(rows))
    for out in range(_FOLDS):
        known = fit(rows=[row for row, at in zip(rows, fold, strict=True) if at != out])
        for index, (_kind, features, by_rule) in enumerate(rows):
            if fold[index] == out:
                judged[index] = known.scores(features=features, by_rule=by_rule)[0]
    danger = np.array([row[0] != HARMLESS for row in rows])
    raised = judged >= LEAST_DANGER
    return float(raised[danger].mean()), float(raised[~danger].mean())


def write(*, known: Learned) -> None:
    """Replace the committed weights."""
    tables: dict[str, Any] = {
        f"{name}_{part}": value
        for name, table in (("letters", known.letters), ("words", known.words))
        for part, value in (("keys", table.keys), ("rarity", table.rarity), ("weights", table.weights.astype(_HALF)))
    }
    rest: dict[str, Any] = {name: getattr(known, name).astype(_HALF) for name in ("mean", "senses")}
    np.savez_compressed(
        FILE, digest=known.digest, kinds=known.kinds, rule=known.rule, bias=known.bias, **rest, **tables
    )
