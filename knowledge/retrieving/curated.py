"""The curated answer that fits a question well enough to be served as written."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from knowledge.embedding.word_vectors import word_vectors
from knowledge.models import Document
from knowledge.retrieving.contrasts import contradicts
from knowledge.retrieving.cover import best_match
from knowledge.retrieving.find_passages import Scored, search
from knowledge.retrieving.found import Asker, FaqMatch, SearchFilters
from knowledge.retrieving.normalise import normalise
from knowledge.retrieving.read_question import ReadQuestion, read_question
from knowledge.retrieving.weigh import idf
from tenants.public import town_profile

# Logistic weights fitted on localgovfaq-dev, the other wordings of three demo towns' FAQ (left out of the index) and a
# list of questions on anything but a town, each set with equal weight; the threshold was chosen on sets that were held
# out in turn: docs/benchmarks.md. Precision comes first.
AHEAD: Final = 5.2  # by how much the best FAQ leads the second, as a share of its score
TOLD: Final = 2.8  # share of the question's words that the entry knows
TITLE: Final = 1.6  # share of the entry's question that the question covers
BASE: Final = -3.5
LEAST: Final = 1.8
LEAST_SIMILARITY: Final = 0.5
# A word of the question at least this rare (share of the highest IDF) must stand in the entry itself, unless the entry
# knows so much of the whole question.
RARE: Final = 0.95
TOLD_ENOUGH: Final = 0.75
_TELLING_LETTERS: Final = 2  # a single letter that the tokeniser cut off says nothing
ENTRIES_LOOKED_AT: Final = 4  # the best, the second, and room for the same entry in two sheets
_ONLY_FAQ: Final = SearchFilters(kinds=frozenset({Document.Kind.FAQ.value}))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the best FAQ says, in texts and in words."""

    questions: tuple[str, ...]
    answer: str
    words: frozenset[str]


def match_faq(*, question: str, asker: Asker, today: date) -> FaqMatch | None:
    """The FAQ entry whose answer may be served as written, or None: precision comes first.

    Looks only at what the asker may find on `today`. At most five queries. `confidence` is 0.86 … 1.0, the estimated
    probability that the entry fits; a question that is an entry's own wording has 1.0. Raises WordVectorsMissing.
    """
    read = read_question(text=question)
    found = search(question=read, asker=asker, today=today, filters=_ONLY_FAQ, limit=ENTRIES_LOOKED_AT)
    return fitting_entry(question=read, found=found)


def fitting_entry(*, question: ReadQuestion, found: Sequence[Scored]) -> FaqMatch | None:
    """Of what a search found, best first, the FAQ entry that may be served as written; at most one query."""
    entries = [each for each in found if each.loaded.faq_entry_id]
    if not entries:
        return None
    best, second = entries[0], entries[1].score if len(entries) > 1 else 0.0
    entry = _entry(best)
    if _same_wording(question.text, entry.questions):
        return FaqMatch(passage=best.as_found(), confidence=1.0, question=best.loaded.heading)
    fit = _fit(question, entry, best, second)
    if fit < LEAST or _of_something_else(question.text, entry):
        return None
    return FaqMatch(best.as_found(), confidence=1 / (1 + math.exp(-fit)), question=best.loaded.heading)


def _entry(best: Scored) -> _Entry:
    loaded = best.loaded
    questions = (loaded.heading, *loaded.faq_variants)
    return _Entry(questions, loaded.text, loaded.words)


def _fit(read: ReadQuestion, entry: _Entry, best: Scored, second: float) -> float:
    """The logit; −∞ when a rare word of the question, and much else of it, is unknown to the entry."""
    asked = sorted(set(read.words))
    if not asked or best.score <= 0:
        return -math.inf
    weights = np.array([idf(word=w, frequency=read.frequencies.get(w, 0), passages=read.passages) for w in asked])
    known = np.array(_known(asked, entry))
    told = float((weights * known).sum() / weights.sum()) if weights.sum() else 0.0
    rarest = RARE * idf(word="", frequency=0, passages=read.passages)
    unknown = any(weight >= rarest and _unknown(word, entry) for word, weight in zip(asked, weights, strict=True))
    if unknown and told < TOLD_ENOUGH:
        return -math.inf
    return AHEAD * (best.score - second) / best.score + TOLD * told + TITLE * best.ranked.coverage + BASE


def _unknown(word: str, entry: _Entry) -> bool:
    return len(word) >= _TELLING_LETTERS and word not in entry.words


def _known(asked: Sequence[str], entry: _Entry) -> list[float]:
    return best_match(words=asked, among=sorted(entry.words), least=LEAST_SIMILARITY, vectors=word_vectors())


def _of_something_else(question: str, entry: _Entry) -> bool:
    return contradicts(
        question=question, asked_before=entry.questions, answer=entry.answer, places=town_profile().districts
    )


def _same_wording(question: str, questions: Sequence[str]) -> bool:
    return _bare(question) in {_bare(each) for each in questions}


def _bare(text: str) -> str:
    return normalise(text=text).strip().rstrip("?!。 ").replace(" ", "")
