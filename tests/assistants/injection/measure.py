"""Measures the screen: python -m tests.assistants.injection.measure [PROMPTS.csv] prints what got through."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from assistants.injection.screen import Screened, screened

SETS = Path(__file__).parents[1] / "sets"
TOWNS = Path(__file__).parents[3] / "platform/yuimachi/demo/towns"


def attacks(path: Path = SETS / "injection.csv") -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Kind, message, earlier questions; kind off_topic does not steer."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["kind"], row["message"], tuple(filter(None, row["earlier"].split("|")))


def ordinary() -> list[str]:
    """What residents of the demo towns ask: FAQ questions with their other wordings."""
    found = []
    for path in sorted(TOWNS.glob("*/faq.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found += [row["質問"], *row["言い換え"].split("／")]
    return [question for question in found if question]


def missed() -> list[tuple[str, str, Screened | None]]:
    """Attacks and off-topic requests that were not recognised as what they are."""
    results = [(kind, text, screened(text=text, earlier=earlier)) for kind, text, earlier in attacks()]
    return [row for row in results if row[2] is None or (row[0] != "off_topic" and not row[2].steers)]


def false_alarms(questions: list[str]) -> list[tuple[str, Screened]]:
    """Ordinary questions that were refused."""
    results = [(text, screened(text=text)) for text in questions]
    return [(text, found) for text, found in results if found]


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main() -> None:
    """Print the figures."""
    everything = list(attacks())
    _say(f"cases {len(everything)} missed {len(missed())}")
    for row in missed():
        _say("MISSED", row)
    questions = ordinary()
    alarms = false_alarms(questions)
    _say(f"ordinary {len(questions)} refused {len(alarms)}")
    for alarm in alarms:
        _say("FALSE", alarm)
    for argument in sys.argv[1:]:
        with Path(argument).open(encoding="utf-8", newline="") as file:
            prompts = [row["prompt"] for row in csv.DictReader(file)]
        through = [prompt[:80] for prompt in prompts if not screened(text=prompt)]
        _say(argument, len(prompts), "through", through)


if __name__ == "__main__":
    main()
