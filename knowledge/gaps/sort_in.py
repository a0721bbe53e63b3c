"""Sorts new questions into gaps: into the most alike one, or a new one. Work is proportional to what is new."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from django.db import connection, transaction

from knowledge.enqueue import enqueue_sorting
from knowledge.gaps.likeness import ALIKE, Reading, likeness, reading_of, unit
from knowledge.gaps.rank import rank_after
from knowledge.gaps.turns import take_turns
from knowledge.models import Gap, GapQuestion, Term
from knowledge.retrieving.read_question import read_question
from tenants.public import mark_open_work

MOST_AT_ONCE: Final = 100
_LOOKED_AT: Final = 12
_S: Final = Gap.State
_OVER: Final = (_S.ANSWERED, _S.DISMISSED)
# The words have an index, and vectors of another space cannot be compared; small enough to be scored without one.
_NEAREST: Final = """
    SELECT near.id, near.words, near.sense FROM (
        SELECT gap.id, gap.words, coalesce(-(gap.vector <#> %(vector)s::halfvec), 0) AS sense
        FROM knowledge_gap AS gap WHERE gap.audience = %(audience)s AND gap.space_id = %(space)s
    ) AS near
    ORDER BY near.sense + .1 * (near.words && %(words)s::text[])::int DESC, near.id LIMIT %(limit)s
"""
_SHARING: Final = """
    SELECT gap.id, gap.words, 0.0 FROM knowledge_gap AS gap
    WHERE gap.audience = %(audience)s AND gap.words && %(words)s::text[] ORDER BY gap.id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class _Near:
    """A gap that may be meant."""

    id: int
    words: Sequence[str]
    sense: float


def sort_in_new(*, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """Sort up to `most` new questions of the entered town in, oldest first; returns how many.

    A question that is in stays where it is. Killed in between, the rest is still there; two at once take turns. Marks
    the town while something is left.
    """
    renew_stale(most=most)
    new = list(GapQuestion.objects.filter(gap=None).order_by("pk").values_list("pk", "text")[:most])
    for pk, text in new:
        _sort_in(pk, reading_of(question=read_question(text=text)), now)
    if GapQuestion.objects.filter(gap=None).exists():
        mark_open_work(now=now)
    return len(new)


def ask_for_sorting(*, now: datetime) -> None:
    """For the town's sweep: ring when something is not sorted in. One query."""
    if GapQuestion.objects.filter(gap=None).exists():
        enqueue_sorting(now=now)


def renew_stale(*, most: int) -> None:
    """Give gaps of a space that is out of service the vector of their first question in the one that is in."""
    stale = Gap.objects.exclude(space__state="active").order_by("-rank").values_list("pk", "label")[:most]
    for pk, label in list(stale):
        read = reading_of(question=read_question(text=label))
        if read.vector is not None:
            Gap.objects.filter(pk=pk).update(space=read.space_id, vector=read.vector.tolist())


def _sort_in(question_id: int, read: Reading, now: datetime) -> None:
    with transaction.atomic():
        take_turns()
        question = GapQuestion.objects.filter(pk=question_id, gap=None).first()
        if question is None:
            return
        found = _most_alike(question.audience, read)
        alike = Gap.objects.select_for_update().get(pk=found) if found else _new_gap(question, read)
        if alike.joined_into_id:  # a person said where such questions belong
            question.joined_from = alike
            alike = Gap.objects.select_for_update().get(pk=alike.joined_into_id)
        _add(alike, question, read, now)


def _most_alike(audience: str, read: Reading) -> int | None:
    near = _nearest(audience, read)
    every = {word for each in near for word in each.words} | read.words
    frequencies = dict(Term.objects.filter(text__in=every).values_list("text", "df"))
    scored = [
        (
            likeness(
                sense=each.sense,
                words=read.words,
                others=each.words,
                frequencies=frequencies,
                passages=max(read.passages, 1),
            ),
            -each.id,
        )
        for each in near
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def _nearest(audience: str, read: Reading) -> list[_Near]:
    values: dict[str, str | int | list[str]] = {
        "audience": audience,
        "space": read.space_id,
        "words": sorted(read.words),
        "limit": _LOOKED_AT,
    }
    statement = _SHARING
    if read.vector is not None:
        statement, values["vector"] = _NEAREST, json.dumps(read.vector.astype(float).round(5).tolist())
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_Near(*row) for row in cursor.fetchall()]


def _new_gap(question: GapQuestion, read: Reading) -> Gap:
    return Gap(
        label=question.text,
        audience=question.audience,
        section_id=question.section_id,
        first_at=question.at,
        last_at=question.at,
        words=sorted(read.words),
        space_id=read.space_id if read.vector is not None else None,
    )


def _add(gap: Gap, question: GapQuestion, read: Reading, now: datetime) -> None:
    if read.vector is not None and gap.space_id == read.space_id and question.joined_from is None:
        before = np.asarray(gap.vector, dtype=np.float32) * gap.count if gap.vector is not None else 0
        mean = unit((before + read.vector).astype(np.float32))
        gap.vector = mean.tolist() if mean is not None else gap.vector
    gap.rank = rank_after(rank=gap.rank if gap.count else None, at=question.at)
    gap.count += 1
    gap.last_at = max(gap.last_at, question.at)
    gap.section_id = gap.section_id or question.section_id
    if gap.state in _OVER and gap.decided_at and question.at > gap.decided_at:
        gap.state_before, gap.state, gap.reopened_at = gap.state, _S.OPEN, now
    gap.save()
    question.gap = gap
    question.save(update_fields=["gap", "joined_from"])
