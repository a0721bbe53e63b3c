"""The starter library: prompt templates and FAQ patterns written for this project, read from the files beside this."""

from collections.abc import Iterable
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from assistants.prompting.content import Blank, Content, Law, plain_of
from assistants.prompting.exchange import content_from

FOLDER: Final = Path(__file__).parent
FAQ_FILE: Final = FOLDER / "faq.csv"
BLANKS_FILE: Final = FOLDER / "faq_blanks.csv"
_READER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is eight times as fast where it exists


@dataclass(frozen=True, slots=True)
class WrittenPattern:
    """A FAQ pattern as it stands in the file; blanks are named in question and answer."""

    key: str
    topic: str
    question: str
    answer: str
    variants: tuple[str, ...]
    laws: tuple[Law, ...]


@cache
def starter_templates() -> tuple[Content, ...]:
    """All prompt templates in the order of files. Raises exchange.NotATemplate for one that breaks its format."""
    return tuple(content_from(plain=plain) for path in sorted(FOLDER.glob("*.yaml")) for plain in _plain(path))


@cache
def starter_patterns() -> tuple[WrittenPattern, ...]:
    """All FAQ patterns in the order of the table."""
    return tuple(_pattern(row) for row in _rows(FAQ_FILE))


@cache
def starter_questions() -> tuple[str, ...]:
    """Every wording of the patterns' questions: public, and the same in every town."""
    return tuple(text for one in starter_patterns() for text in (one.question, *one.variants))


@cache
def starter_contents() -> tuple[dict[str, Any], ...]:
    """The prompt templates as plain values without their keys, as a town would share them."""
    plain = (plain_of(content=one) for one in starter_templates())
    return tuple({name: value for name, value in one.items() if name != "key"} for one in plain)


@cache
def starter_faq() -> tuple[dict[str, Any], ...]:
    """The FAQ patterns as plain values, as a town would share them."""
    return tuple(
        {
            "key": one.key,
            "topic": one.topic,
            "question": one.question,
            "answer": one.answer,
            "variants": list(one.variants),
        }
        for one in starter_patterns()
    )


@cache
def starter_blanks() -> dict[str, Blank]:
    """The blanks of the FAQ patterns by name."""
    names = ("name", "type", "help", "example", "source")
    return {row["name"]: Blank(**{name: row[name] for name in names}) for row in _rows(BLANKS_FILE)}


@cache
def blank_duties() -> dict[str, tuple[str, ...]]:
    """By blank of a desk or its telephone the duties (`Section.duties`) by which the town's desk is known."""
    return {row["name"]: tuple(row["duties"].split()) for row in _rows(BLANKS_FILE) if row["duties"]}


def _plain(path: Path) -> list[dict[str, Any]]:
    return list(yaml.load(path.read_text(encoding="utf-8"), Loader=_READER))  # noqa: S506  a safe loader in either case


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from DictReader(file)


def _pattern(row: dict[str, str]) -> WrittenPattern:
    laws = (Law(row["law"], row["article"], row["as_of"]),) if row["law"] else ()
    variants = tuple(part for part in row["variants"].split("｜") if part)
    return WrittenPattern(row["key"], row["topic"], row["question"], row["answer"], variants, laws)
