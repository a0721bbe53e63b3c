"""What answers are generated from: the FAQ and documents of the three demo towns, as passages."""

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

import yaml

from assistants.verifying.sentences import split_sentences
from knowledge.public import FoundPassage

TOWNS = Path(__file__).parents[3] / "platform/yuimachi/demo/towns"
_CHUNK = 500
_MOST_SENTENCES = 4
_ANYWHERE = (
    "住民課",
    "市民課",
    "税務課",
    "福祉課",
    "環境課",
    "総務課",
    "建設課",
    "教育委員会",
    "保健センター",
    "農業委員会",
)


@dataclass(frozen=True)
class Told:
    """An answer as its source tells it: `passages` of which the first says every one of `sentences`."""

    town: str
    passages: tuple[FoundPassage, ...]
    sentences: tuple[str, ...]


def told(seed: int = 1) -> Iterator[Told]:
    """Every FAQ and every prose piece of the documents; each with a neighbour of the same town as second source."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    for town in sorted(TOWNS.iterdir()):
        passages = [*_faq(town), *_pieces(town)]
        for number, passage in enumerate(passages):
            sentences = tuple(split_sentences(passage.answer or passage.text))
            other = passages[chance.choice([number - 1, (number + 1) % len(passages)])]
            yield Told(town.name, (passage, other) if chance.random() < 0.5 else (passage,), sentences)


def told_elsewhere(path: Path, seed: int = 1, most: int = 200) -> Iterator[Told]:
    """Real text that nothing was tuned on: `text` (and `title`) of a JSONL or JSON file's rows, cut to passages."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    raw = path.read_text(encoding="utf-8")
    rows = json.loads(raw) if path.suffix == ".json" else [json.loads(line) for line in raw.splitlines()]
    passages = [piece for row in rows for piece in _chunks(str(row["text"]), str(row.get("title", "")))]
    chance.shuffle(passages)
    for number, one in enumerate(passages[:most]):
        sentences = tuple(split_sentences(one.text))[:_MOST_SENTENCES]
        other = passages[number - 1]
        yield Told("", (one, other) if chance.random() < 0.5 else (one,), sentences)


def desks(town: str) -> list[str]:
    """Names of the town's desks; those of many towns for text from elsewhere."""
    if not town:
        return list(_ANYWHERE)
    return [section["name"] for section in _profile(town)["sections"]]


def districts(town: str) -> list[str]:
    """Names of the town's districts; none for text from elsewhere."""
    if not town:
        return []
    return list(_profile(town)["districts"])


@cache
def _profile(town: str) -> dict:
    return yaml.safe_load((TOWNS / town / "profile.yaml").read_text(encoding="utf-8"))


def passage(text: str, *, title: str = "", answer: str = "", desk: str = "", url: str = "") -> FoundPassage:
    """A found passage with these words."""
    return FoundPassage(
        passage_id=1, document_id=1, version_number=1, title=title, heading=title, text=text, kind="faq", page=None,
        place="", anchor="", section_id=None, section_name=desk, source_url=url, score=1.0, answer=answer,
    )  # fmt: skip


def _faq(town: Path) -> Iterator[FoundPassage]:
    with (town / "faq.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            question, answer = row["質問"], row["回答"]
            yield passage(f"{question}\n{answer}", title=question, answer=answer, desk=row["担当課"])


def _pieces(town: Path) -> Iterator[FoundPassage]:
    for file in sorted((town / "documents").iterdir()):
        if file.suffix in {".md", ".txt", ".html"}:
            text = file.read_text(encoding="utf-8")
            yield from _chunks(_plain(text) if file.suffix == ".html" else text, file.stem)
        elif file.suffix == ".csv":
            yield from _rows(file)


def _plain(html: str) -> str:
    body = re.sub(r"(?s)<(head|script|style|nav|header|footer|form)\b.*?</\1>", "", html)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|tr|h\d|div|td|th)>", "\n", body)))


def _chunks(text: str, title: str) -> Iterator[FoundPassage]:
    lines = [line.strip() for line in text.splitlines() if "。" in line and len(line.strip()) > 20]
    chunk: list[str] = []
    for line in lines:
        chunk.append(line)
        if sum(map(len, chunk)) > _CHUNK:
            yield passage("\n".join(chunk), title=title)
            chunk = []
    if chunk:
        yield passage("\n".join(chunk), title=title)


def _rows(file: Path) -> Iterator[FoundPassage]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for start in range(0, len(rows), 8):
        lines = ["／".join(f"{key}: {value}" for key, value in row.items() if value) for row in rows[start : start + 8]]
        yield passage("\n".join(lines), title=file.stem)
