"""docs/page_frame.md names every tag and filter there is."""

import re
from pathlib import Path

from web.templatetags.web import register

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "page_frame.md").read_text(encoding="utf-8")


def test_every_tag_is_documented_and_every_documented_tag_exists():
    known_elsewhere = {"extends", "load", "block", "endblock", "translate", "url"}
    named = set(re.findall(r"{% (\w+)", PAGE)) - known_elsewhere
    assert {name for name in named if not name.startswith("end")} == set(register.tags)


def test_every_filter_is_documented():
    line = next(line for line in PAGE.splitlines() if line.startswith("Filters:"))
    assert set(re.findall(r"`(\w+)`", line)) == set(register.filters)
