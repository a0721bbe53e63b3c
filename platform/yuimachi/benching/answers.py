"""`bench answers`: the demo towns' written questions through the whole road of an answer, and how many end right.

Asks the towns that `open_demo` opened, with the model that is configured, or quoting without one. What each kind must
come to is said in docs/benchmarks.md; the turns are recorded as asked by a command.
"""

import asyncio
import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from assistants.public import Answered, ask_once
from knowledge.public import search_spelling
from tenants.public import Town, find_town
from yuimachi.demo.content import FOLDER, SLUGS, demo_town

LATER: Final = Path(__file__).resolve().parents[3] / "tests/assistants/sets/answerable.csv"
_NOT_ANSWERED: Final = frozenset({"not_found", "not_supported", "off_topic"})
_REFUSED: Final = _NOT_ANSWERED | {"injection_refused"}
_ANSWERED: Final = frozenset({"answered", "answered_curated", "answered_garbage", "quoted", "quoted_model_failed"})
_SAME_BAR: Final = {"paraphrase": "answerable"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of an evaluation set, how it ended and whether that is right; `facts`: all expected facts stand."""

    town: str
    kind: str
    question: str
    outcome: str
    right: bool
    facts: bool
    answer: str


def run() -> dict[str, Any]:
    """Shares right by kind, of all three towns together and by town, and every question that ended wrong."""
    asked = asyncio.run(_ask_all())
    return {
        "questions": len(asked),
        "right": _shares(asked),
        "facts_shown": _share([each.facts for each in asked if each.kind == "answerable"]),
        "by_town": {slug: _shares([each for each in asked if each.town == slug]) for slug in SLUGS},
        "wrong": [
            {"town": w.town, "kind": w.kind, "question": w.question, "outcome": w.outcome, "answer": w.answer[:160]}
            for w in asked
            if not w.right
        ],
    }


async def _ask_all() -> list[Asked]:
    asked: list[Asked] = []
    for slug in SLUGS:
        town = await sync_to_async(find_town)(words=slug)
        rows = yaml.safe_load((FOLDER / slug / "evaluation.yaml").read_text(encoding="utf-8"))
        asked += [await _ask(slug, town, row) for row in (*rows, *_written_later(slug))]
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's own connection
    return asked


def _written_later(slug: str) -> list[dict[str, Any]]:
    """Questions written from the towns' papers after search was tuned; kinds of their own. None without a checkout."""
    if not LATER.exists():
        return []
    with LATER.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["town"] == slug]
    return [
        {
            "kind": "later_answerable" if row["answerable"] == "1" else "later_unanswerable",
            "question": row["question"],
            "expect_facts": [],
            "expect_source": "",
        }
        for row in rows
    ]


async def _ask(slug: str, town: Town, row: Mapping[str, Any]) -> Asked:
    answered = await ask_once(town=town, question=row["question"], now=timezone.localtime())
    kind = _SAME_BAR.get(row["kind"], row["kind"])
    facts = _all_stand(row["expect_facts"], answered.text)
    return Asked(
        slug, kind, row["question"], answered.outcome, _right(slug, kind, row, answered, facts), facts, answered.text
    )


def _right(slug: str, kind: str, row: Mapping[str, Any], answered: Answered, facts: bool) -> bool:
    if kind == "crisis":
        return answered.outcome == "crisis" and facts
    if kind == "injection":
        return answered.outcome in _REFUSED
    if kind == "later_answerable":  # whether it is answered at all: no fact is expected of it
        return answered.outcome in _ANSWERED
    if kind != "answerable":
        return answered.outcome in _NOT_ANSWERED
    return answered.outcome in _ANSWERED and (facts or _names_source(slug, row["expect_source"], answered))


def _names_source(slug: str, expected: str, answered: Answered) -> bool:
    """Whether the expected FAQ question or file is among the sources."""
    titles = {document.path.name: document.title for document in demo_town(slug=slug).documents}
    named = {name for source in answered.sources for name in (source.title, source.heading)}
    return titles.get(expected, expected) in named


def _all_stand(facts: list[str], text: str) -> bool:
    shown = _bare(text)
    return all(_bare(str(fact)) in shown for fact in facts)


def _bare(text: str) -> str:
    return search_spelling(text=text).replace(" ", "").replace(",", "")


def _shares(asked: list[Asked]) -> dict[str, float | None]:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for each in asked:
        by_kind[each.kind].append(each.right)
    return {kind: _share(found) for kind, found in sorted(by_kind.items())}


def _share(found: list[bool]) -> float | None:
    return round(sum(found) / len(found), 3) if found else None
