"""Where the real municipal data stands beside the checkout, and the mark of tests that need it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TOWNS = Path(__file__).resolve().parents[2] / "platform" / "yuimachi" / "demo" / "towns"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data is not there: {DATA.name} beside the checkout"
)


@dataclass(frozen=True)
class Beir:
    ids: list[str]
    titles: list[str]
    bodies: list[str]
    queries: dict[str, str]
    relevant: dict[str, dict[str, int]]


def beir(name: str) -> Beir:
    """A retrieval set in BEIR layout; queries without a relevant document are left out."""
    folder = DATA / name
    corpus = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            relevant[query][document] = int(grade)
    return Beir(
        ids=[entry["_id"] for entry in corpus],
        titles=[entry.get("title", "") for entry in corpus],
        bodies=[entry["text"] for entry in corpus],
        queries={entry["_id"]: entry["text"] for entry in queries if entry["_id"] in relevant},
        relevant=dict(relevant),
    )
