"""Which of some short texts comes nearest to each of some others, by their words and what these nearly mean."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.public import asked_weights, asked_words, index_words

LEAST: Final = 0.45  # share of what a text asks for that the other one must hold


@dataclass(frozen=True, slots=True)
class Near:
    """The place of the nearest text, and the share of the question's words that it holds, weighted by their rarity."""

    at: int
    share: float


def nearest(*, asked: Sequence[str], among: Sequence[str]) -> tuple[Near | None, ...]:
    """For each of `asked` its nearest, None when none is near. Pure but for the table of word vectors."""
    indexed = [index_words(title=text, body="") for text in among]
    holding: dict[int, list[int]] = {}
    for at, one in enumerate(indexed):
        for place in one.terms:
            holding.setdefault(place, []).append(at)
    frequencies = {place: len(places) for place, places in holding.items()}
    found = []
    for text in asked:
        words = asked_words(text=text)
        weights = asked_weights(asked=words, frequencies=frequencies, texts=max(len(among), 20))
        whole = sum(weights[place] for place in words.own)
        shares: Counter[int] = Counter()
        for place in {*words.own, *words.near}:
            for at in holding.get(place, ()):
                shares[at] += weights[place] if place in words.own else weights[place] / 2  # type: ignore[assignment]
        best = max(shares.items(), key=lambda one: one[1], default=None)
        near = best is not None and whole > 0 and best[1] / whole >= LEAST
        found.append(Near(best[0], min(1.0, best[1] / whole)) if best is not None and near else None)
    return tuple(found)
