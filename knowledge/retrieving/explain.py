"""Why these passages: what each part of the search gave to their scores, for staff who look after the knowledge."""

from dataclasses import dataclass
from datetime import date

from knowledge.models import CorpusStatistics, Passage
from knowledge.retrieving.find_passages import Best, Scored, best_passages
from knowledge.retrieving.found import Asker, FoundPassage, SearchFilters
from knowledge.retrieving.read_question import ReadQuestion, read_question
from knowledge.retrieving.recipe import COVERAGE_WEIGHT, FRAME_WORDS, VECTOR_WEIGHT
from knowledge.retrieving.synonyms import Applied
from knowledge.retrieving.weigh import Averages, document_weights, is_pair

_WORDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word that was searched. `frequency` passages of the town hold it; `own` is false for similar words."""

    word: str
    frequency: int
    weight: float
    own: bool
    frame: bool


@dataclass(frozen=True, slots=True)
class GivenWord:
    """What one word, or a pair of neighbouring ones (「a＋b」), gave to a passage's score."""

    word: str
    points: float


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """A passage and its points; `words` + `sense` + `title` is the score."""

    found: FoundPassage
    words: float
    sense: float
    title: float
    given: tuple[GivenWord, ...]
    by_words: bool
    by_sense: bool
    place: int
    rerank_score: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole search. `passages` is how many the town has in the index, `space` who made the vectors, `reranked` what
    an endpoint did to the order ("" when there is none), `synonyms` what was searched beside the question's words."""

    rows: tuple[ExplainedPassage, ...]
    asked: tuple[AskedWord, ...]
    passages: int
    space: str
    with_sense: bool
    reranked: str = ""
    synonyms: tuple[Applied, ...] = ()


def explain(
    *, query: str, asker: Asker, today: date, limit: int = 20, filters: SearchFilters | None = None
) -> Explanation:
    """Search exactly as find_passages does, and say why. Seven queries. Raises WordVectorsMissing."""
    question = read_question(text=query)
    best = best_passages(question=question, asker=asker, today=today, filters=filters, limit=limit)
    given = _given(question, [each.loaded.passage_id for each in best.ordered])
    place_before = {each.loaded.passage_id: place for place, each in enumerate(best.fused)}
    rows = [
        _explained(
            each, given[each.loaded.passage_id], place, _rerank_score(best, place_before[each.loaded.passage_id])
        )
        for place, each in enumerate(best.ordered, start=1)
    ]
    space, with_sense = f"{question.space.kind}:{question.space.model}", question.vector is not None
    state = best.reranked.state
    return Explanation(tuple(rows), _asked(question), question.passages, space, with_sense, state, question.synonyms)


def _rerank_score(best: Best, place_before: int) -> float | None:
    scores = best.reranked.scores
    return scores[place_before] if place_before < len(scores) else None


def _explained(
    scored: Scored, given: tuple[GivenWord, ...], place: int, rerank_score: float | None
) -> ExplainedPassage:
    candidate = scored.ranked.candidate
    return ExplainedPassage(
        found=scored.as_found(),
        words=candidate.lexical,
        sense=VECTOR_WEIGHT * candidate.vector,
        title=COVERAGE_WEIGHT * scored.ranked.coverage,
        given=given,
        by_words=candidate.by_words,
        by_sense=candidate.by_sense,
        place=place,
        rerank_score=rerank_score,
    )


def _asked(question: ReadQuestion) -> tuple[AskedWord, ...]:
    own = set(question.words)
    weights = sorted(question.weights.words.items(), key=lambda item: (item[0] not in own, -item[1]))
    return tuple(
        AskedWord(word, question.frequencies.get(word, 0), weight, word in own, word in FRAME_WORDS)
        for word, weight in weights
    )


def _given(question: ReadQuestion, passage_ids: list[int]) -> dict[int, tuple[GivenWord, ...]]:
    row = CorpusStatistics.objects.get(pk=1)
    averages = Averages(whole=row.weighed_length, title=row.weighed_title_length)
    asked = {**question.weights.words, **question.weights.pairs}
    norm = question.weights.norm or 1.0
    stored = Passage.objects.filter(pk__in=passage_ids).values_list("id", "title_words", "body_words")
    given: dict[int, tuple[GivenWord, ...]] = dict.fromkeys(passage_ids, ())
    for passage_id, title, body in stored:
        weights = document_weights(title=title, body=body, averages=averages)
        points = [GivenWord(_shown(t), asked[t] * weight / norm) for t, weight in weights.items() if t in asked]
        given[passage_id] = tuple(sorted(points, key=lambda each: -each.points)[:_WORDS_SHOWN])
    return given


def _shown(term: str) -> str:
    return "＋".join(term.split("\x1f")) if is_pair(term=term) else term
