"""`bench curated`: how often a FAQ answer is served as written, and how often rightly."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from knowledge.indexing.index_passages import reindex_passages
from knowledge.indexing.settle import settle_index
from knowledge.models import FaqEntry, Passage
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.found import RESIDENT
from tenants.public import current_town, scratch_town

_DEMO: Final = "platform/yuimachi/demo/towns"
_UNRELATED: Final = "tests/knowledge/sets/unrelated.txt"
_EVERY: Final = 4  # of the demo towns' other wordings
Asked = tuple[str, frozenset[str]]  # a question, and the questions of the entries that answer it


def run(*, data: Path | None) -> list[dict[str, Any]]:
    """The demo towns' other wordings, left out of the index, and with `data`, a BEIR folder of FAQ, its judged queries.

    `served` of `asked` got a curated answer, `right` of these the entry that the set names, so `precision` is a lower
    bound; `coverage` is served / asked. In every town the questions that have nothing to do with any town are asked
    too: `unrelated_served` is the share of them that got an answer. Raises FileNotFoundError.
    """
    measured = [_demo(sheet) for sheet in sorted((Path(settings.ROOT) / _DEMO).glob("*/faq.csv"))]
    return [*measured, _set(data)] if data else measured


def _demo(sheet: Path) -> dict[str, Any]:
    with scratch_town(now=timezone.now()):
        _take_in(sheet)
        entries = FaqEntry.objects.order_by("id")
        wordings: list[Asked] = [(word, frozenset({each.question})) for each in entries for word in each.variants]
        FaqEntry.objects.update(variants=[])
        reindex_passages(passage_ids=list(Passage.objects.values_list("id", flat=True)))
        settle_index(now=timezone.now())
        return _measured(sheet.parent.name, wordings[::_EVERY])


def _set(data: Path) -> dict[str, Any]:
    judged = list(_judged(data))
    with scratch_town(now=timezone.now()):
        _take_in(data / "corpus.jsonl")
        settle_index(now=timezone.now())
        return _measured(data.name, judged)


def _measured(name: str, asked: Sequence[Asked]) -> dict[str, Any]:
    served = [(match, right) for match, right in ((_served(question), right) for question, right in asked) if match]
    right = sum(match in entries for match, entries in served)
    unrelated = _unrelated()
    answered = sum(_served(question) is not None for question in unrelated)
    return {
        "set": name,
        "asked": len(asked),
        "served": len(served),
        "right": right,
        "precision": round(right / len(served), 4) if served else 1.0,
        "coverage": round(len(served) / max(len(asked), 1), 4),
        "unrelated": len(unrelated),
        "unrelated_served": round(answered / max(len(unrelated), 1), 4),
    }


def _served(question: str) -> str | None:
    match = match_faq(question=question, asker=RESIDENT, today=timezone.localdate())
    return match.question.strip() if match else None


def _take_in(path: Path) -> None:
    words = [current_town().code, str(path), "--approve", "--accept-findings", "--json"]
    call_command("ingest", *words, stdout=io.StringIO())


def _unrelated() -> list[str]:
    """The written list of a checkout; an installation without its tests has none."""
    path = Path(settings.ROOT) / _UNRELATED
    if not path.is_file():
        return []
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _judged(data: Path) -> Iterator[Asked]:
    titles = {str(row["_id"]): str(row.get("title") or "").strip() for row in _rows(data / "corpus.jsonl")}
    queries = {str(row["_id"]): str(row["text"]) for row in _rows(data / "queries.jsonl")}
    right: dict[str, set[str]] = {}
    with (data / "qrels.tsv").open(encoding="utf-8", newline="") as file:
        for query, entry, grade in csv.reader(file, delimiter="\t"):
            if grade.isdecimal():  # the first line may be a header
                right.setdefault(query, set()).update({titles[entry]} if int(grade) else set())
    return ((queries[query], frozenset(entries)) for query, entries in right.items())


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
