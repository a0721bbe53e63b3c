"""FAQ patterns that come from the shared library: put in, made proposals, read as they are by now, written anew."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from assistants.audit_actions import PATTERNS_INSTALLED
from assistants.models import BlankValue, FaqPattern
from assistants.prompting.assemble import names_in
from assistants.prompting.patterns import filled, take_over
from audit_log.public import Actor, record
from knowledge.public import FaqExists, FaqWording, faq_standings, faq_wordings, propose_faq

_BEHIND: Final = 100_000  # after the product's own patterns


@dataclass(frozen=True, slots=True)
class LocalPattern:
    """A pattern of the town: `body` as in the library; with `entry_id` as the FAQ entry that it became says it now."""

    id: int
    key: str
    entry_id: int | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PatternStanding:
    """What became of a pattern. `question`: of the entry that answers residents, empty without one in service; `waits`:
    a wording of it waits for approval."""

    key: str
    question: str
    waits: bool


def install_patterns(*, patterns: Sequence[Mapping[str, Any]], by: Actor, now: datetime) -> tuple[int, ...]:
    """Add patterns, each with a `key` that the town does not have; their ids in order. Two queries for any number."""
    rows = [FaqPattern(key=one["key"], position=_BEHIND + at, **_values(one)) for at, one in enumerate(patterns)]
    with transaction.atomic():
        made = FaqPattern.objects.bulk_create(rows)
        if made:
            record(action=PATTERNS_INSTALLED, actor=by, subject=None, detail={"count": len(made)}, at=now)
    return tuple(row.pk for row in made)


def propose_patterns(
    *, ids: Collection[int], section_id: int | None, by: Actor, now: datetime
) -> tuple[int, tuple[str, ...]]:
    """Make proposals of open patterns that have no empty blank; how many, and the questions that the town has already.

    A section approves each before residents see it.
    """
    rows = list(FaqPattern.objects.filter(pk__in=ids, state=FaqPattern.State.OPEN))
    values, made, there = _written(rows), 0, list[str]()
    for row in rows:
        full = filled(pattern=row, values=values)
        if full.missing:
            continue
        try:
            take_over(pattern=row, question=full.question, answer=full.answer, section_id=section_id, actor=by, now=now)
        except FaqExists:
            there.append(full.question)
        else:
            made += 1
    return made, tuple(there)


def local_patterns(*, ids: Collection[int]) -> tuple[LocalPattern, ...]:
    """Those that are still there, in their order; two queries."""
    rows = list(FaqPattern.objects.filter(pk__in=ids))
    said = faq_wordings(entry_ids=[row.entry_id for row in rows if row.entry_id])
    return tuple(_local(row, said.get(row.entry_id or 0)) for row in rows)


def pattern_standings(*, ids: Collection[int]) -> dict[int, PatternStanding]:
    """By id, of those that are still there; two queries for any number."""
    rows = list(FaqPattern.objects.filter(pk__in=ids).values_list("pk", "key", "entry_id"))
    entries = faq_standings(entry_ids=[entry for _pk, _key, entry in rows if entry])
    found = {}
    for pk, key, entry in rows:
        said = entries.get(entry or 0)
        question = said.question if said and said.in_service else ""
        found[pk] = PatternStanding(key, question, bool(said and said.waits))
    return found


def rewrite_pattern(*, pattern_id: int, body: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Write a pattern anew; one that became a FAQ entry gets a proposal, the section approves it."""
    rows = FaqPattern.objects.filter(pk=pattern_id)
    if rows.filter(entry_id=None).update(**_values(body)):
        return
    row = rows.get()
    if row.entry_id:
        wording = FaqWording(body["question"], body["answer"], tuple(body.get("variants") or ()), row.topic)
        propose_faq(entry_id=row.entry_id, wording=wording, by=by, now=now)


def remove_patterns(*, ids: Collection[int]) -> int:
    """Delete patterns; FAQ entries made of them stay the town's. How many."""
    return FaqPattern.objects.filter(pk__in=ids).delete()[0]


def _values(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "topic": str(one.get("topic") or "")[:40],
        "question": one["question"],
        "answer": one["answer"],
        "variants": list(one.get("variants") or ()),
        "laws": list(one.get("laws") or ()),
    }


def _local(row: FaqPattern, said: FaqWording | None) -> LocalPattern:
    body = {"topic": row.topic, "question": row.question, "answer": row.answer, "variants": row.variants}
    if said:
        body |= {"question": said.question, "answer": said.answer, "variants": list(said.variants)}
    return LocalPattern(row.pk, row.key, row.entry_id if said else None, body | {"laws": row.laws})


def _written(rows: Sequence[FaqPattern]) -> dict[str, str]:
    """What the town wrote in the blanks of these; one query."""
    names = {name for row in rows for name in names_in(text=row.question + row.answer)}
    return dict(BlankValue.objects.filter(name__in=names).values_list("name", "value"))
