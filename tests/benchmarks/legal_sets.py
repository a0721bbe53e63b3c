"""Writes sabae-reiki and lawqa as BEIR folders, for `manage.py bench retrieval --data FOLDER/NAME`.

    python -m tests.benchmarks.legal_sets DATA FOLDER

sabae-reiki: an entry is an article of an ordinance, the questions are those of tests/knowledge/sets/reiki.jsonl.
lawqa: an entry is a question's statute text, shared by the questions that rest on the same.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

QUESTIONS: Final = Path(__file__).parents[1] / "knowledge" / "sets" / "reiki.jsonl"
_ARTICLE: Final = re.compile(r"^(第[0-9]+条(?:の[0-9]+)*)$", re.MULTILINE)


def write_reiki(*, data: Path, folder: Path) -> int:
    """How many articles the corpus has. Raises KeyError for a question whose article is not there."""
    corpus = {}
    for ordinance in json.loads((data / "reiki_plain.json").read_text(encoding="utf-8")):
        for article, text in articles_of(text=ordinance["text"]):
            key = f"{ordinance['id']}-{article}"
            entry = {"_id": key, "title": f"{ordinance['title']} {article}", "text": text}
            corpus.setdefault(key, entry)  # an article stands again in the provisions behind the main ones
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    pairs = [(each["question"], corpus[f"{each['id']}-{each['article']}"]["_id"]) for each in asked]
    _write(folder, corpus.values(), pairs)
    return len(corpus)


def write_lawqa(*, data: Path, folder: Path) -> int:
    """How many statute texts the corpus has."""
    samples = json.loads((data / "selection.json").read_text(encoding="utf-8"))["samples"]
    keys = {text: f"law-{number}" for number, text in enumerate(dict.fromkeys(one["コンテキスト"] for one in samples))}
    corpus = [{"_id": key, "title": _headings(text), "text": text} for text, key in keys.items()]
    _write(folder, corpus, [(one["問題文"], keys[one["コンテキスト"]]) for one in samples])
    return len(corpus)


def articles_of(*, text: str) -> Iterator[tuple[str, str]]:
    """Each article's name and text, with the heading that stands above it."""
    begins = list(_ARTICLE.finditer(text))
    for number, found in enumerate(begins):
        end = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        heading = text[: found.start()].rstrip("\n").rpartition("\n")[2]
        heading = heading if heading.startswith("(") else ""
        yield found[1], f"{heading}\n{text[found.end() : end].strip()}".strip()


def _headings(text: str) -> str:
    return " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))[:200]


def _write(folder: Path, corpus: Iterable[Mapping[str, Any]], pairs: Iterable[tuple[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    asked = list(pairs)
    _lines(folder / "corpus.jsonl", corpus)
    _lines(folder / "queries.jsonl", ({"_id": f"q{number}", "text": text} for number, (text, _) in enumerate(asked)))
    judged = "".join(f"q{number}\t{entry}\t1\n" for number, (_, entry) in enumerate(asked))
    (folder / "qrels.tsv").write_text(judged, encoding="utf-8")


def _lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    given, target = Path(sys.argv[1]), Path(sys.argv[2])
    articles = write_reiki(data=given / "sabae-reiki", folder=target / "sabae-reiki")
    texts = write_lawqa(data=given / "lawqa", folder=target / "lawqa")
    sys.stdout.write(f"sabae-reiki {articles}, lawqa {texts}\n")
