"""docs/outcomes.md says of every outcome what the code says."""

import re
from pathlib import Path

from django.utils import translation

from assistants.outcomes import ENDINGS, Outcome

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "outcomes.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<outcome>[a-z_]+)` \|.*\|$", re.MULTILINE)
WHEN = re.compile(r"^- `([a-z_]+)`: \S", re.MULTILINE)


def expected_row(*, outcome: Outcome) -> str:
    """The line of the table that an outcome must have."""
    ending = ENDINGS[outcome]
    with translation.override("ja"):
        words = f"{ending.label} | {ending.sentence}"
    desk, gap = ("yes" if flag else "" for flag in (ending.shows_desk, ending.is_gap))
    return f"| `{outcome.value}` | {ending.family.value} | {words} | {desk} | {gap} |"


def test_every_outcome_has_its_ending() -> None:
    assert set(ENDINGS) == set(Outcome)


def test_the_table_says_what_the_code_says() -> None:
    assert [found.group() for found in ROW.finditer(PAGE)] == [expected_row(outcome=outcome) for outcome in Outcome]


def test_the_page_says_of_every_outcome_when_it_comes() -> None:
    assert WHEN.findall(PAGE) == [outcome.value for outcome in Outcome]
