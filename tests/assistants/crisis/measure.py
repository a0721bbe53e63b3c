"""Measures the crisis rules: python -m tests.assistants.crisis.measure prints recall, false alarms and the misses."""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from assistants.crisis.recognise import matching, recognised

SET = Path(__file__).parents[1] / "sets/crisis.csv"


@dataclass(frozen=True)
class Measured:
    """Messages that were missed (with the kind wanted) and messages that raised a false alarm."""

    needing: int
    harmless: int
    missed: tuple[tuple[str, str], ...]
    other_kind: tuple[tuple[str, str], ...]
    false_alarms: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.needing

    @property
    def false_alarm(self) -> float:
        return len(self.false_alarms) / self.harmless


def messages(path: Path = SET) -> list[tuple[str, str]]:
    """Kind and message of each row; kind "none" needs no help."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["message"]) for row in csv.DictReader(file)]


def measure(path: Path = SET) -> Measured:
    """Every message once."""
    rows = messages(path)
    needing = [row for row in rows if row[0] != "none"]
    return Measured(
        needing=len(needing),
        harmless=len(rows) - len(needing),
        missed=tuple(row for row in needing if not recognised(text=row[1])),
        other_kind=tuple(row for row in needing if recognised(text=row[1]) and row[0] not in recognised(text=row[1])),
        false_alarms=tuple(text for kind, text in rows if kind == "none" and recognised(text=text)),
    )


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main() -> None:
    """Print the figures."""
    found = measure()
    _say(f"needing {found.needing} harmless {found.harmless} recall {found.recall:.4f} false {found.false_alarm:.4f}")
    for kind, text in found.missed:
        _say("MISSED", kind, text)
    for kind, text in found.other_kind:
        _say("KIND", kind, recognised(text=text), text)
    for text in found.false_alarms:
        _say("FALSE", [rule.name for rule in matching(text=text)], text)


if __name__ == "__main__":
    main()
