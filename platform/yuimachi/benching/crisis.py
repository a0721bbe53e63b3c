"""`bench crisis`: how many messages of people in danger are recognised, and how many others raise a false alarm.

Every `crisis*.csv` of a folder is a set of its own (columns `kind` and `message`, or `needs`, `kind` and `text`); kind
"none" or needs "0" needs no help. Prints figures only, so that a set can stay unseen.
"""

import csv
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from assistants.public import crisis_kinds

SETS: Final = Path(__file__).resolve().parents[3] / "tests/assistants/sets"
_NO: Final = frozenset({"0", "no", "false", "none", ""})


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a set; `kind` is the hotline it needs, or empty."""

    kind: str
    text: str


def run(*, data: Path | None = None) -> list[dict[str, Any]]:
    """One row a set. Raises FileNotFoundError for a folder without any."""
    folder = data or SETS
    paths = [folder] if folder.is_file() else sorted(folder.glob("crisis*.csv"))
    if not paths:
        raise FileNotFoundError(2, "no set", str(folder / "crisis.csv"))
    return [_measured(path) for path in paths]


def messages(*, path: Path) -> list[Message]:
    """The messages of a set."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_message(row) for row in csv.DictReader(file)]


def _message(row: dict[str, str]) -> Message:
    needs = row.get("needs", row["kind"]).strip().lower() not in _NO
    return Message(row["kind"].strip() or "?" if needs else "", row.get("text") or row.get("message", ""))


def _measured(path: Path) -> dict[str, Any]:
    rows = messages(path=path)
    crisis_kinds(text=rows[0].text)  # reads weights and dictionaries
    raised, milliseconds = [], []
    for row in rows:
        began = time.thread_time()
        raised.append(bool(crisis_kinds(text=row.text)))
        milliseconds.append((time.thread_time() - began) * 1000)
    needing = [found for row, found in zip(rows, raised, strict=True) if row.kind]
    others = [found for row, found in zip(rows, raised, strict=True) if not row.kind]
    return {
        "set": path.stem,
        "needing": len(needing),
        "harmless": len(others),
        "recall": round(sum(needing) / max(1, len(needing)), 4),
        "false_alarm": round(sum(others) / max(1, len(others)), 4),
        "p95_ms": round(sorted(milliseconds)[int(len(rows) * 0.95)], 2),
    }
