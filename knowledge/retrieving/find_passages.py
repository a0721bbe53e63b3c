"""Finds the passages that may answer a question: read it, search by words and by sense, look at the best ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.embedding.word_vectors import word_vectors
from knowledge.retrieving.candidates import Candidate, candidates
from knowledge.retrieving.conditions import findable_sql
from knowledge.retrieving.cover import title_coverage
from knowledge.retrieving.found import Asker, FoundPassage, SearchFilters
from knowledge.retrieving.fuse import fused_score
from knowledge.retrieving.keyword_search import Sql
from knowledge.retrieving.load_found import LoadedPassage, load_passages
from knowledge.retrieving.read_question import ReadQuestion, read_question
from knowledge.retrieving.recipe import COVERAGE_CANDIDATES, COVERAGE_WEIGHT
from knowledge.retrieving.rerank import MOST_RERANKED, Reranked, rerank_route, reranked
from knowledge.retrieving.told import Told, told

_TRIES = 3  # a document that is replaced between the two queries is looked for again, or its text would be missed
_SPARE = 4  # loaded beyond what is asked for, because the same words in two documents are shown once


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's place before it is loaded; `coverage` is the share of the title that the question covers."""

    candidate: Candidate
    coverage: float

    @property
    def score(self) -> float:
        """lexical + 2 · vector + 1.5 · coverage: comparable between questions and towns."""
        plain = fused_score(lexical=self.candidate.lexical, norm=1.0, vector=self.candidate.vector)
        return plain + COVERAGE_WEIGHT * self.coverage


@dataclass(frozen=True, slots=True)
class Scored:
    """A loaded passage with what its score is made of, and how much of the question it speaks of."""

    loaded: LoadedPassage
    ranked: Ranked
    told: Told

    @property
    def score(self) -> float:
        """As `Ranked.score`."""
        return self.ranked.score

    def as_found(self) -> FoundPassage:
        """What crosses the border."""
        candidate = self.ranked.candidate
        return self.loaded.as_found(
            score=self.score,
            keyword_score=candidate.lexical if candidate.by_words else None,
            vector_score=candidate.vector if candidate.by_sense else None,
            title_score=self.ranked.coverage,
            told=self.told,
        )


@dataclass(frozen=True, slots=True)
class Best:
    """`ordered` as readers get it; `fused` by score, with what was looked at beside; `reranked` what a model did."""

    ordered: Sequence[Scored]
    fused: Sequence[Scored]
    reranked: Reranked


def find_passages(
    *, query: str, asker: Asker, today: date, limit: int = 8, filters: SearchFilters | None = None
) -> tuple[FoundPassage, ...]:
    """The best `limit` passages of the entered town for a question, best first; empty when nothing is near.

    Only what the asker may find on `today` (Japan's date) is looked at. Four queries, however many passages there are;
    one call each of the town's embedding and rerank models when it has them. Call it outside of any transaction.
    Raises WordVectorsMissing.
    """
    question = read_question(text=query)
    best = best_passages(question=question, asker=asker, today=today, filters=filters, limit=limit)
    return tuple(scored.as_found() for scored in best.ordered)


def best_passages(
    *,
    question: ReadQuestion,
    asker: Asker,
    today: date,
    filters: SearchFilters | None = None,
    limit: int = COVERAGE_CANDIDATES,
    entries: int = 0,
) -> Best:
    """`search`, then the order of the town's rerank endpoint, when it has one."""
    route = rerank_route()
    wide = max(limit, MOST_RERANKED) if route.endpoints else limit
    fused = search(question=question, asker=asker, today=today, filters=filters, limit=wide, entries=entries)
    texts = [f"{each.loaded.heading}\n{each.loaded.text}" for each in fused]
    ordered, how = reranked(question=question.text, items=fused[:wide], texts=texts[:wide], route=route)
    return Best(ordered[:limit], fused, how)


def search(
    *,
    question: ReadQuestion,
    asker: Asker,
    today: date,
    filters: SearchFilters | None = None,
    limit: int = COVERAGE_CANDIDATES,
    entries: int = 0,
) -> list[Scored]:
    """Up to `limit` passages (at most 50) for a question that was read, best first, each text once.

    Behind them stand FAQ entries of lower places, until the best `entries` of all are there.
    """
    if not question.words and question.vector is None:
        return []
    findable = findable_sql(asker=asker, today=today, filters=filters)
    for _try in range(_TRIES):
        ranked = _to_load(_ranked(question, findable), limit=limit + _SPARE, entries=entries)
        ids = [each.candidate.passage_id for each in ranked]
        loaded = load_passages(passage_ids=ids, asker=asker, today=today, filters=filters)
        if len(loaded) == len(ranked):
            break
    there = [each for each in ranked if each.candidate.passage_id in loaded]
    once = _each_text_once([(loaded[each.candidate.passage_id], each) for each in there])
    once = once[:limit] + [each for each in once[limit:] if each[1].candidate.is_faq and entries]
    spoken = told(question=question, texts=[each.words for each, _ in once], vectors=word_vectors())
    return [Scored(text, place, share) for (text, place), share in zip(once, spoken, strict=True)]


def _to_load(ranked: Sequence[Ranked], *, limit: int, entries: int) -> list[Ranked]:
    faqs = [each for each in ranked if each.candidate.is_faq][:entries]
    return [*ranked[:limit], *(each for each in faqs if each not in ranked[:limit])]


def _ranked(question: ReadQuestion, findable: Sql) -> list[Ranked]:
    found = candidates(question=question, findable=findable, most=COVERAGE_CANDIDATES)
    shares = title_coverage(
        question=question.words,
        titles=[each.title_words for each in found.best],
        frequencies=found.frequencies,
        passages=question.passages,
        vectors=word_vectors(),
    )
    ranked = [Ranked(each, float(share)) for each, share in zip(found.best, shares, strict=True)]
    return sorted(ranked, key=lambda each: (-each.score, each.candidate.passage_id))


def _each_text_once(placed: Sequence[tuple[LoadedPassage, Ranked]]) -> list[tuple[LoadedPassage, Ranked]]:
    """The same words from two documents are one source to a reader: the better placed one stays."""
    kept: dict[tuple[str, str], tuple[LoadedPassage, Ranked]] = {}
    for text, place in placed:
        kept.setdefault(text.same_text_key, (text, place))
    return list(kept.values())
