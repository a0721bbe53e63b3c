"""Search by the recipe without a database: every passage is scored exactly. The measure for the indexed search."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.space import WordSpace
from knowledge.embedding.word_vectors import WordVectors
from knowledge.retrieving import recipe
from knowledge.retrieving.cover import title_coverage
from knowledge.retrieving.tokenise import terms
from knowledge.retrieving.weigh import Averages, KnownWord, document_weights, is_pair, query_weights


@dataclass
class ExactSearch:
    titles: Sequence[str]
    bodies: Sequence[str]
    vectors: WordVectors
    space: WordSpace | None = None
    postings: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        heads, rests = [terms(text=title) for title in self.titles], [terms(text=body) for body in self.bodies]
        self.heads = heads
        whole = sum(map(len, heads)) + sum(map(len, rests))
        averages = Averages(whole=whole / len(heads), title=max(sum(map(len, heads)) / len(heads), 1))
        self.frequency: Counter[str] = Counter()
        for number, (head, rest) in enumerate(zip(heads, rests, strict=True)):
            weights = document_weights(title=head, body=rest, averages=averages)
            self.frequency.update(term for term in weights if not is_pair(term=term))
            for term, weight in weights.items():
                self.postings[term].append((number, weight))
        words = list(self.frequency)
        rows = self.vectors.rows_of(words=words).tolist()
        self.known = {w: KnownWord(w, self.frequency[w], row) for w, row in zip(words, rows, strict=True)}
        self.by_row: dict[int, list[KnownWord]] = defaultdict(list)
        for known in self.known.values():
            self.by_row[known.vector_row].append(known)
        self.space = self.space or WordSpace.fit(titles=self.titles, bodies=self.bodies, vectors=self.vectors)
        self.embedded = self.space.embed_passages(titles=self.titles, bodies=self.bodies, vectors=self.vectors)

    def scores(self, *, text: str, widened: bool = True, coverage: bool = True) -> NDArray[np.float64]:
        assert self.space is not None
        words = terms(text=text)
        similar = {w: self.vectors.similar_rows(word=w) if widened else [] for w in words}
        rows = {row for near in similar.values() for row, _ in near}
        known = {k.word: k for row in rows for k in self.by_row.get(row, ())}
        known.update({w: self.known[w] for w in words if w in self.known})
        weights = query_weights(
            words=words, known=list(known.values()), passages=len(self.titles), similar_rows=similar.__getitem__
        )
        total = np.zeros(len(self.titles))
        for term, weight in (*weights.words.items(), *weights.pairs.items()):
            for number, stored in self.postings.get(term, ()):
                total[number] += weight * stored
        total /= weights.norm or math.inf
        total += recipe.VECTOR_WEIGHT * (self.embedded @ self.space.embed_query(text=text, vectors=self.vectors))
        return self._cover(words, total) if coverage else total

    def _cover(self, words: list[str], total: NDArray[np.float64]) -> NDArray[np.float64]:
        best = np.argsort(-total, kind="stable")[: recipe.COVERAGE_CANDIDATES]
        covered = title_coverage(
            question=words,
            titles=[self.heads[number] for number in best],
            frequencies=self.frequency,
            passages=len(self.titles),
            vectors=self.vectors,
        )
        total[best] += 100 + recipe.COVERAGE_WEIGHT * covered
        return total
