"""`bench languages`: is the language noticed, and does a foreign question end right in the demo town, without a model?

Asks tests/assistants/sets/languages.csv of the demo town 若葉野町 that `open_demo` opened, as residents ask.
"""

import asyncio
import csv
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from assistants.public import ask_once, detected_language
from knowledge.public import search_spelling
from tenants.public import Town, find_town

SET: Final = Path(__file__).resolve().parents[3] / "tests/assistants/sets/languages.csv"
_TOWN: Final = "wakabano"
_ENDS: Final = {
    "quoted": frozenset({"answered", "answered_curated", "quoted", "quoted_model_failed"}),
    "garbage": frozenset({"answered_garbage", "asked_back"}),
    "not_found": frozenset({"not_found", "not_supported"}),
    "crisis": frozenset({"crisis"}),
}


def run() -> dict[str, Any]:
    """Shares by language of questions whose language was noticed, that ended right, and that showed the fact."""
    with SET.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    noticed: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        noticed[row["language"]].append(detected_language(text=row["question"]) == row["language"])
    right, facts, wrong = asyncio.run(_ask_all(rows))
    return {
        "questions": len(rows),
        "detected": {code: _share(found) for code, found in noticed.items()},
        "right": {code: _share(found) for code, found in right.items()},
        "facts_shown": {code: _share(found) for code, found in facts.items()},
        "wrong": wrong,
    }


async def _ask_all(
    rows: list[dict[str, str]],
) -> tuple[dict[str, list[bool]], dict[str, list[bool]], list[dict[str, str]]]:
    town: Town = await sync_to_async(find_town)(words=_TOWN)
    right: dict[str, list[bool]] = defaultdict(list)
    facts: dict[str, list[bool]] = defaultdict(list)
    wrong: list[dict[str, str]] = []
    for row in rows:
        answered = await ask_once(town=town, question=row["question"], now=timezone.localtime())
        ends = frozenset[str]().union(*(_ENDS[name] for name in row["ends"].split("|")))
        right[row["language"]].append(answered.outcome in ends)
        if row["shows"] and answered.outcome not in _ENDS["garbage"]:
            facts[row["language"]].append(_bare(row["shows"]) in _bare(answered.text))
        if answered.outcome not in ends:
            wrong.append({"language": row["language"], "question": row["question"], "outcome": answered.outcome})
    await sync_to_async(lambda: connection.close())()  # noqa: PLW0108  this thread's own connection
    return right, facts, wrong


def _bare(text: str) -> str:
    return search_spelling(text=text).replace(" ", "").replace(",", "")


def _share(found: list[bool]) -> float:
    return round(sum(found) / max(1, len(found)), 3)
