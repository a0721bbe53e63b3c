"""Honest sentences in words of their own, written by hand over the demo towns' FAQ: how many are withheld?"""

import csv
from pathlib import Path

from knowledge.public import FoundPassage
from tests.assistants.verifying.material import TOWNS, Told, passage
from tests.assistants.verifying.measure import Measured, verify

SET = Path(__file__).parents[1] / "sets/paraphrases.csv"


def paraphrases() -> list[tuple[FoundPassage, str]]:
    """The FAQ entry and what was said of it."""
    with SET.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = {town: _entries(TOWNS / town / "faq.csv") for town in {row["town"] for row in rows}}
    return [(entries[row["town"]][int(row["row"])], row["sentence"]) for row in rows]


def measure() -> Measured:
    """Each of them against its entry."""
    measured = Measured()
    for source, sentence in paraphrases():
        measured.answers += 1
        measured.true += 1
        verdict = verify(sentence, Told("", (source,), (sentence,)), measured)
        if verdict.reason:
            measured.true_withheld.append((sentence, verdict))
    return measured


def _entries(path: Path) -> list[FoundPassage]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            passage(f"{row['質問']}\n{row['回答']}", title=row["質問"], answer=row["回答"], desk=row["担当課"])
            for row in csv.DictReader(file)
        ]
