"""`bench retrieval`: how well and how fast a BEIR folder's questions are answered by the product's own search."""

import io
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import ir_measures
import numpy as np
from django.core.management import call_command
from django.utils import timezone
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from knowledge.indexing.settle import settle_index
from knowledge.ingesting.faq_entries import question_key
from knowledge.models import Passage
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from tenants.public import scratch_town

# nDCG with linear gain, as trec_eval counts it.
_MEASURES: Final = {
    "ndcg_at_10": nDCG @ 10,
    "mrr_at_10": RR @ 10,
    "recall_at_10": R @ 10,
    "hit_at_1": Success @ 1,
    "hit_at_3": Success @ 3,
    "hit_at_5": Success @ 5,
}
_DEPTH: Final = 10
_MORE: Final = 3  # passages asked for each place: several may belong to one entry of the corpus


def run(*, data: Path) -> dict[str, Any]:
    """Take `corpus.jsonl` of `data` in as FAQ in a scratch town, ask `queries.jsonl`, compare with `qrels.tsv`.

    Latency is that of `find_passages` alone, in this process, one after the other, the first ten not counted.
    Raises FileNotFoundError when the folder is no BEIR folder.
    """
    queries = list(_lines(data / "queries.jsonl"))
    judged = list(_judgements(data / "qrels.tsv"))
    asked = {each.query_id for each in judged}
    with scratch_town(now=timezone.now()) as town:
        _take_in(town.code, data / "corpus.jsonl")
        settle_index(now=timezone.now())
        entry_of = dict(Passage.objects.filter(current=True).values_list("id", "faq_entry__category"))
        found, times = _ask([each for each in queries if str(each["_id"]) in asked], entry_of)
    values = ir_measures.calc_aggregate(list(_MEASURES.values()), judged, found)
    return {
        **{key: round(float(values[measure]), 4) for key, measure in _MEASURES.items()},
        "p50_ms": round(float(np.percentile(times, 50)), 2),
        "p95_ms": round(float(np.percentile(times, 95)), 2),
        "passages": len(entry_of),
        "queries": len(asked),
    }


def _take_in(code: str, corpus: Path) -> None:
    """Through `manage.py ingest`. A sheet of FAQ holds each question once, so entries that share theirs go into sheets
    of their own: none of the corpus is lost."""
    sheets: list[list[str]] = []
    seen: Counter[str] = Counter()
    for entry in _lines(corpus):
        question = str(entry.get("title") or "").strip() or str(entry["text"]).strip().split("\n", 1)[0]
        key = question_key(question=question)
        if seen[key] == len(sheets):
            sheets.append([])
        sheets[seen[key]].append(json.dumps(entry, ensure_ascii=False))
        seen[key] += 1
    with tempfile.TemporaryDirectory() as scratch:
        for number, lines in enumerate(sheets):
            sheet = Path(scratch) / f"part-{number}" / corpus.name
            sheet.parent.mkdir()
            sheet.write_text("\n".join(lines), encoding="utf-8")
            words = [code, str(sheet), "--approve", "--accept-findings", "--json"]
            call_command("ingest", *words, stdout=io.StringIO())


def _ask(queries: Iterable[dict[str, Any]], entry_of: dict[int, str]) -> tuple[list[ScoredDoc], list[float]]:
    found: list[ScoredDoc] = []
    times: list[float] = []
    today = timezone.localdate()
    for query in queries:
        start = time.perf_counter()
        best = find_passages(query=str(query["text"]), asker=RESIDENT, today=today, limit=_DEPTH * _MORE)
        times.append((time.perf_counter() - start) * 1000)
        entries = list(dict.fromkeys(entry_of[each.passage_id] for each in best))[:_DEPTH]
        # Places, not scores: equal scores must not be ordered anew by the measuring library.
        found += [ScoredDoc(str(query["_id"]), entry, -place) for place, entry in enumerate(entries)]
    return found, times[10:] or times


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _judgements(path: Path) -> Iterator[Qrel]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            query, entry, relevance = line.rstrip("\n").split("\t")[:3]
            if relevance.lstrip("-").isdigit():  # the first line may be a header
                yield Qrel(query, entry, int(relevance))
