"""`bench search`: how fast and how exactly one question is answered in large towns, with filters on."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from django.db import connection
from django.utils import timezone

from knowledge.benching.made_corpus import Pool, fill_town, read_pool
from knowledge.retrieving.candidates import candidates
from knowledge.retrieving.conditions import findable_sql
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT, Asker, SearchFilters
from knowledge.retrieving.read_question import read_question
from tenants.public import scratch_town

_QUESTIONS: Final = 200
_WARM: Final = 20
_COMPARED: Final = 60
_DEPTH: Final = 10
_MEGABYTE: Final = 1024 * 1024
_SIZE: Final = """
    SELECT sum(pg_indexes_size(relid) + CASE WHEN relname = 'knowledge_passageembedding' THEN pg_table_size(relid)
               ELSE 0 END)
    FROM pg_statio_user_tables WHERE schemaname = current_schema()
        AND relname IN ('knowledge_passage', 'knowledge_passageembedding', 'knowledge_term')
"""


@dataclass(frozen=True, slots=True)
class _Times:
    """Milliseconds of one question each: on the clock and of this process alone."""

    wall: Sequence[float]
    own: Sequence[float]


def run(*, data: Path | None, passages: Sequence[int]) -> list[dict[str, Any]]:
    """One made-up town for each number of passages; the questions are those of the sets below `data`, or the
    demo towns' FAQ and their other wordings.

    `p50_ms` and `p95_ms` are of `find_passages` with a filter by section that leaves 5 %, `cpu_ms` what this process
    spends of it, `empty_ratio` how many times longer than in a town without passages in the same run. `recall` compares
    the ten best under that filter with both scores computed for every passage; `recall_unfiltered` the same without.
    Raises FileNotFoundError when there are no data.
    """
    pool = read_pool(data=data)
    with scratch_town(now=timezone.now()):
        empty = _ask(pool.questions[:_QUESTIONS], [None])
    return [_measure(pool, size, empty) for size in passages]


def _measure(pool: Pool, size: int, empty: _Times) -> dict[str, Any]:
    questions = pool.questions[:_QUESTIONS]
    with scratch_town(now=timezone.now()):
        start = time.perf_counter()
        sections = fill_town(pool=pool, passages=size)
        seconds = time.perf_counter() - start
        filters = [SearchFilters(section_ids=frozenset({each})) for each in sections]
        taken, free = _ask(questions, filters), _ask(questions, [None])
        with connection.cursor() as cursor:
            cursor.execute(_SIZE)
            (size_bytes,) = cursor.fetchone()
        return {
            "p50_ms": _percentile(taken.wall, 50),
            "p95_ms": _percentile(taken.wall, 95),
            "passages": size,
            "index_mb": round(float(size_bytes) / _MEGABYTE, 1),
            "build_seconds": round(seconds, 1),
            "recall": _recall(questions, filters),
            "recall_unfiltered": _recall(questions, [None]),
            "unfiltered_p50_ms": _percentile(free.wall, 50),
            "unfiltered_p95_ms": _percentile(free.wall, 95),
            "cpu_ms": _percentile(taken.own, 50),
            "empty_ratio": round(_percentile(taken.wall, 50) / _percentile(empty.wall, 50), 2),
        }


def _ask(questions: Sequence[str], filters: Sequence[SearchFilters | None]) -> _Times:
    wall, own, today = [], [], timezone.localdate()
    for number, question in enumerate(questions):
        chosen = filters[number % len(filters)]
        start, spent = time.perf_counter(), time.process_time()
        find_passages(query=question, asker=_asker(chosen), today=today, filters=chosen)
        wall.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - spent) * 1000)
    return _Times(wall[_WARM:] or wall, own[_WARM:] or own)


def _recall(questions: Sequence[str], filters: Sequence[SearchFilters | None]) -> float:
    """Share of the ten best of an exact search that the indexed one has among its ten best; 1 with nothing to find."""
    shares, today = [], timezone.localdate()
    for number, text in enumerate(questions[:_COMPARED]):
        chosen = filters[number % len(filters)]
        question = read_question(text=text)
        findable = findable_sql(asker=_asker(chosen), today=today, filters=chosen)
        exact = candidates(question=question, findable=findable, most=_DEPTH, exact=True).best
        found = candidates(question=question, findable=findable, most=_DEPTH).best
        there = {each.passage_id for each in found}
        if exact:
            shares.append(sum(each.passage_id in there for each in exact) / len(exact))
    return round(float(np.mean(shares)), 4) if shares else 1.0


def _asker(filters: SearchFilters | None) -> Asker:
    """With a filter by section it is staff who ask; without one a resident."""
    return Asker("staff", section_ids=filters.section_ids, highest_grade=3) if filters else RESIDENT


def _percentile(values: Sequence[float], share: int) -> float:
    return round(float(np.percentile(values, share)), 2)
