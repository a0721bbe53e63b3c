"""Measures finding in the library: how long it takes with its facets, and whether what people mean comes first."""

import json
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from assistants.public import starter_faq
from templates.adopting.browse import browse
from templates.adopting.facets import read_filters
from templates.models import Kind

SEARCHES: Final = 120
_NOT_COUNTED: Final = 10
_QUERIES: Final = "tests/templates/adopting/sets/library_queries.jsonl"  # in a checkout


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of the written queries whose thing came first, and stood on the first page."""

    queries: int
    first: float
    on_page: float


def search_figures() -> dict[str, Any]:
    """What `bench library` says of finding; milliseconds and shares."""
    taken, opened, quality = _searched(random.Random(7)), _browsed(random.Random(8)), found()  # noqa: S311  of a bench
    return {
        "search_p50_ms": round(statistics.median(taken), 1),
        "search_p95_ms": round(statistics.quantiles(taken, n=20)[18], 1),
        "browse_p95_ms": round(statistics.quantiles(opened, n=20)[18], 1),
        "search_queries": quality.queries,
        "search_found_first": round(quality.first, 3),
        "search_found_on_page": round(quality.on_page, 3),
    }


def _searched(dice: random.Random) -> list[float]:
    """Milliseconds of each search as the page makes it, a third of them narrowed; the first ones are not counted."""
    questions = [one["question"] for one in starter_faq()]
    said = [{"q": words, "kind": dice.choice(["", "", Kind.FAQ])} for words in _asked(questions, dice)]
    return _timed(said)


def _browsed(dice: random.Random) -> list[float]:
    """The same without words: as the library is opened, and narrowed by a kind."""
    return _timed([{"kind": dice.choice(["", Kind.FAQ, Kind.PROMPT])} for _time in range(SEARCHES // 3)])


def found() -> Found:
    """Ask the written queries; a thing is named by the beginning of its title."""
    lines = (settings.ROOT / _QUERIES).read_text(encoding="utf-8").splitlines()
    first, there = 0, 0
    for asked in map(json.loads, lines):
        titles = [one.title for one in browse(filters=read_filters(said={"q": asked["words"]}), page=None).cut.items]
        fits = [title.startswith(asked["expects"]) for title in titles]
        first += fits[:1] == [True]
        there += any(fits)
    return Found(len(lines), first / len(lines), there / len(lines))


def _timed(said: Sequence[dict[str, Any]]) -> list[float]:
    taken = []
    for one in said:
        began = time.monotonic()
        browse(filters=read_filters(said=one), page=None)
        taken.append((time.monotonic() - began) * 1000)
    return taken[_NOT_COUNTED:]


def _asked(questions: Sequence[str], dice: random.Random) -> Iterator[str]:
    for _time in range(SEARCHES + _NOT_COUNTED):
        question = dice.choice(questions)
        yield dice.choice((question, question[: dice.randrange(4, 12)]))
