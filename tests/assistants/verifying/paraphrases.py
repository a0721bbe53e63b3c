"""Sentences in words of their own, written by hand over the demo towns' FAQ: how many honest ones are withheld?

`paraphrases_blind.csv` has beside each honest sentence one that says something else, in words of its own as well.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from knowledge.public import FoundPassage
from tests.assistants.verifying.material import TOWNS, Told, passage
from tests.assistants.verifying.measure import Measured, verify

SETS = Path(__file__).parents[1] / "sets"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of an FAQ entry, and what is not so (empty where nobody wrote it)."""

    entry: FoundPassage
    honest: str
    altered: str = ""


def paraphrases(*, name: str = "paraphrases") -> list[Said]:
    """The rows of a set."""
    with (SETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = {town: _entries(TOWNS / town / "faq.csv") for town in {row["town"] for row in rows}}
    return [Said(entries[row["town"]][int(row["row"])], row["sentence"], row.get("altered", "")) for row in rows]


def measure(*, name: str = "paraphrases") -> Measured:
    """Each of them against its entry."""
    measured = Measured()
    for said in paraphrases(name=name):
        one = Told("", (said.entry,), (said.honest,))
        measured.answers += 1
        measured.true += 1
        verdict = verify(said.honest, one, measured)
        if verdict.reason:
            measured.true_withheld.append((said.honest, verdict))
        if said.altered:
            measured.altered["in other words"] += 1
            if not verify(said.altered, one, measured).reason:
                measured.altered_shown["in other words"].append((said.altered, said.honest))
    return measured


def _entries(path: Path) -> list[FoundPassage]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            passage(f"{row['質問']}\n{row['回答']}", title=row["質問"], answer=row["回答"], desk=row["担当課"])
            for row in csv.DictReader(file)
        ]
