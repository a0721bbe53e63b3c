"""`bench proofread`: how right the findings of the 公用文 check are, and how many of the seeded mistakes it finds.

Each `*.txt` of a folder is a set of its own. A line is `profile | text`; {E:wrong>right} marks a mistake,
{R:wrong>right} something to recommend, everything unmarked is right. A finding is right when it touches a mark;
an error has to touch an {E:}. Cues are counted, not judged. Keys in docs/benchmarks.md.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from assistants.public import PROOF_PROFILES, ProofFinding, proofread

SETS: Final = Path(__file__).resolve().parents[3] / "tests/assistants/proofreading/sets"
_MARK: Final = re.compile(r"\{([ER]):([^>}]*)>([^}]*)\}")
_LEVELS: Final = {"E": "error", "R": "recommend"}
_TIMED: Final = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Mark:
    """A seeded mistake at text[start:end]; `right` is empty where several things would be."""

    level: str
    start: int
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a set."""

    profile: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Tally:
    """What was found in a set and what not."""

    right: dict[str, int]
    wrong: dict[str, list[str]]
    missed: list[str]
    marks: int = 0
    suggested: int = 0
    suggested_right: int = 0
    cues: int = 0


def run(*, data: Path | None = None) -> list[dict[str, Any]]:
    """One row a set, then one for all. Raises FileNotFoundError for a folder without any."""
    folder = data or SETS
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.txt"))
    if not paths:
        raise FileNotFoundError(2, "no set", str(folder / "first.txt"))
    by_set = {path.stem: list(lines(path=path)) for path in paths}
    every = [line for found in by_set.values() for line in found]
    rows = [_measured(name, found) for name, found in by_set.items()]
    return [*rows, _measured("all", every) | {"ms_per_1000_characters": _milliseconds(every)}]


def lines(*, path: Path) -> Iterator[Line]:
    """The sentences of a set. Raises ValueError for a line that is none."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            profile, _bar, marked = row.partition(" | ")
            if profile not in PROOF_PROFILES:
                raise ValueError(row)
            yield _line(profile, marked)


def _line(profile: str, marked: str) -> Line:
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append(Mark(_LEVELS[match[1]], len(text), len(text) + len(match[2]), match[3]))
        text += match[2]
        last = match.end()
    return Line(profile, text + marked[last:], tuple(marks))


def _measured(name: str, found: list[Line]) -> dict[str, Any]:
    tally = Tally({"error": 0, "recommend": 0}, {"error": [], "recommend": []}, [])
    for line in found:
        _count(line, tally)
    return {
        "set": name,
        "sentences": len(found),
        "clean": sum(not line.marks for line in found),
        "seeded": tally.marks,
        "error_precision": _share(tally.right["error"], len(tally.wrong["error"])),
        "recommend_precision": _share(tally.right["recommend"], len(tally.wrong["recommend"])),
        "recall": _share(tally.marks - len(tally.missed), len(tally.missed)),
        "suggestion_right": _share(tally.suggested_right, tally.suggested - tally.suggested_right),
        "cues": tally.cues,
        "wrong": [*tally.wrong["error"], *tally.wrong["recommend"]],
        "missed": tally.missed,
    }


def _count(line: Line, tally: Tally) -> None:
    told = [one for one in proofread(text=line.text, profile=line.profile) if one.level != "cue"]
    tally.cues += sum(one.level == "cue" for one in proofread(text=line.text, profile=line.profile))
    for one in told:
        mark = next((mark for mark in line.marks if _touches(one, mark)), None)
        if mark is None or (one.level == "error" and mark.level != "error"):
            tally.wrong[one.level].append(f"{one.rule}: {one.words} in {line.text}")
            continue
        tally.right[one.level] += 1
        if mark.right and one.suggestion is not None:
            tally.suggested += 1
            tally.suggested_right += _put_in(line, one) == _as_wanted(line, mark)
    tally.marks += len(line.marks)
    for mark in line.marks:
        if not any(_touches(one, mark) for one in told):
            tally.missed.append(f"{line.text[mark.start : mark.end]} in {line.text}")


def _touches(one: ProofFinding, mark: Mark) -> bool:
    return one.start < mark.end and mark.start < one.end


def _put_in(line: Line, one: ProofFinding) -> str:
    return line.text[: one.start] + str(one.suggestion) + line.text[one.end :]


def _as_wanted(line: Line, mark: Mark) -> str:
    return line.text[: mark.start] + mark.right + line.text[mark.end :]


def _share(right: int, wrong: int) -> float | None:
    return round(right / (right + wrong), 4) if right + wrong else None


def _milliseconds(found: list[Line]) -> float:
    """Of one text of 20,000 characters, in CPU time, after everything was loaded."""
    whole = "\n".join(line.text for line in found)
    text = (whole * (_TIMED // len(whole) + 1))[:_TIMED]
    proofread(text=text[:1000], profile="notice")
    began = time.thread_time()
    proofread(text=text, profile="notice")
    return round((time.thread_time() - began) * 1000 / (_TIMED / 1000), 2)
