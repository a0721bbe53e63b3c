"""Finds the passages that may answer a question: read it, search by words and by sense, look at the best ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.embedding.word_vectors import word_vectors
from knowledge.retrieving.candidates import Candidate, candidates
from knowledge.retrieving.conditions import findable_by, findable_sql
from knowledge.retrieving.cover import title_coverage
from knowledge.retrieving.found import Asker, FoundPassage, SearchFilters
from knowledge.retrieving.fuse import fused_score
from knowledge.retrieving.load_found import LoadedPassage, load_passages
from knowledge.retrieving.read_question import ReadQuestion, read_question
from knowledge.retrieving.recipe import COVERAGE_CANDIDATES, COVERAGE_WEIGHT


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with what its score is made of; `coverage` is the share of the title that the question covers."""

    loaded: LoadedPassage
    candidate: Candidate
    coverage: float

    @property
    def score(self) -> float:
        """lexical + 2 · vector + 1.5 · coverage: comparable between questions and towns."""
        plain = fused_score(lexical=self.candidate.lexical, norm=1.0, vector=self.candidate.vector)
        return plain + COVERAGE_WEIGHT * self.coverage

    def as_found(self) -> FoundPassage:
        """What crosses the border."""
        return self.loaded.as_found(
            score=self.score,
            keyword_score=self.candidate.lexical if self.candidate.by_words else None,
            vector_score=self.candidate.vector if self.candidate.by_sense else None,
            title_score=self.coverage,
        )


_TRIES = 3  # a document that is replaced between the two queries is looked for again, or its text would be missed


def find_passages(
    *, query: str, asker: Asker, today: date, limit: int = 8, filters: SearchFilters | None = None
) -> tuple[FoundPassage, ...]:
    """The best `limit` passages of the entered town for a question, best first; empty when nothing is near.

    Only what the asker may find on `today` (Japan's date) is looked at. Four queries, however many passages there are;
    one call of the town's embedding model when it has one, outside of any transaction. Raises WordVectorsMissing.
    """
    found = search(question=read_question(text=query), asker=asker, today=today, filters=filters)
    return tuple(scored.as_found() for scored in found[:limit])


def search(*, question: ReadQuestion, asker: Asker, today: date, filters: SearchFilters | None = None) -> list[Scored]:
    """Up to 50 passages for a question that was read, best first, each text once."""
    if not question.words and question.vector is None:
        return []
    findable = findable_sql(asker=asker, today=today, filters=filters)
    condition = findable_by(asker=asker, today=today, filters=filters)
    for _try in range(_TRIES):
        best = candidates(question=question, findable=findable, most=COVERAGE_CANDIDATES)
        loaded = load_passages(passage_ids=[each.passage_id for each in best], condition=condition)
        if len(loaded) == len(best):
            break
    there = [each for each in best if each.passage_id in loaded]
    covered = _coverage(question, [loaded[each.passage_id] for each in there])
    scored = [Scored(loaded[c.passage_id], c, share) for c, share in zip(there, covered, strict=True)]
    scored.sort(key=lambda each: (-each.score, each.candidate.passage_id))
    return _each_text_once(scored)


def _coverage(question: ReadQuestion, loaded: Sequence[LoadedPassage]) -> list[float]:
    frequencies = {word: df for each in loaded for word, df in zip(each.title_words, each.title_df, strict=True)}
    shares = title_coverage(
        question=question.words,
        titles=[each.title_words for each in loaded],
        frequencies=frequencies,
        passages=question.passages,
        vectors=word_vectors(),
    )
    return [float(share) for share in shares]


def _each_text_once(scored: Sequence[Scored]) -> list[Scored]:
    """The same words from two documents are one source to a reader: the better placed one stays."""
    kept: dict[tuple[str, str], Scored] = {}
    for each in scored:
        kept.setdefault(each.loaded.same_text_key, each)
    return list(kept.values())
