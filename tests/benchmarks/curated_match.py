"""How often a curated answer is served, and how often rightly; run as `python -m tests.benchmarks.curated_match`.

Needs a prepared database (DJANGO_SETTINGS_MODULE) and, for the second part, the folder of localgovfaq-dev as argument.
Four sets: the evaluation questions of the demo towns; the same towns' other wordings of FAQ questions, left out of the
index and asked; wordings asked while they are in the index; and localgovfaq-dev. A served answer counts as right only
when the set names exactly this entry (localgovfaq: relevance above 0), so the figures are a lower bound.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django


def main(folder: Path | None) -> None:
    """Print one line a set."""
    import yaml
    from django.utils import timezone

    import yuimachi
    from tenants.public import scratch_town

    towns = Path(yuimachi.__file__).parent / "demo" / "towns"
    for slug in ("kumoi", "shionagi", "wakabano"):
        evaluation = yaml.safe_load((towns / slug / "evaluation.yaml").read_text(encoding="utf-8"))
        asked = [(row["question"], {row.get("expect_source")}, row["kind"]) for row in evaluation]
        with scratch_town(now=timezone.now()):
            _load(towns / slug / "faq.csv")
            _report(f"{slug} evaluation", asked)
            _report(f"{slug} own wordings", _wordings())
        with scratch_town(now=timezone.now()):
            _load(towns / slug / "faq.csv")
            wordings = _wordings()
            _forget_wordings()
            _report(f"{slug} wordings left out", wordings)
    if folder:
        with scratch_town(now=timezone.now()):
            _load(folder / "corpus.jsonl")
            _report("localgovfaq-dev", _judged(folder))


def _load(path: Path) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from knowledge.indexing.settle import settle_index
    from tenants.public import current_town

    words = [current_town().code, str(path), "--approve", "--accept-findings", "--json"]
    call_command("ingest", *words, stdout=io.StringIO())
    settle_index(now=timezone.now())


def _wordings() -> list[tuple[str, set[str], str]]:
    from knowledge.models import FaqEntry

    return [(wording, {entry.question}, "wording") for entry in FaqEntry.objects.all() for wording in entry.variants]


def _forget_wordings() -> None:
    from knowledge.indexing.index_passages import reindex_passages
    from knowledge.models import FaqEntry, Passage

    FaqEntry.objects.update(variants=[])
    reindex_passages(passage_ids=list(Passage.objects.values_list("id", flat=True)))


def _judged(folder: Path) -> list[tuple[str, set[str], str]]:
    titles = {row["_id"]: row["title"].strip() for row in _lines(folder / "corpus.jsonl")}
    right: dict[str, set[str]] = {}
    with (folder / "qrels.tsv").open(encoding="utf-8") as file:
        for query, entry, relevance in list(csv.reader(file, delimiter="\t"))[1:]:
            right.setdefault(query, set()).update({titles[entry]} if int(relevance) else set())
    queries = {row["_id"]: row["text"] for row in _lines(folder / "queries.jsonl")}
    return [(queries[query], entries, "question") for query, entries in right.items()]


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _report(name: str, asked: Iterable[tuple[str, set[str], str]]) -> None:
    from django.utils import timezone

    from knowledge.retrieving.curated import match_faq
    from knowledge.retrieving.found import RESIDENT

    served = right = count = 0
    wrong: list[str] = []
    for question, entries, kind in asked:
        count += 1
        match = match_faq(question=question, asker=RESIDENT, today=timezone.localdate())
        if match:
            served += 1
            right += match.question in entries
            if match.question not in entries:
                wrong.append(f"    {kind}: {question} => {match.question}")
    precision = right / served if served else 1.0
    print(f"{name}: asked {count}, served {served} ({served / count:.2f}), right {right}, precision {precision:.3f}")  # noqa: T201  a script's output
    print("\n".join(wrong[:12]))  # noqa: T201  as above


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
