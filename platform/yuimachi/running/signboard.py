"""What stands in the terminal: steps while starting, then the addresses and who may sign in."""

import sys
import unicodedata
from collections.abc import Sequence
from typing import Any


def say(text: str = "") -> None:
    """One line to the terminal, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def show_addresses(*, port: int, demo: dict[str, Any] | None, operator_host: str) -> None:
    """The table of addresses and sign-ins. `demo` is what `manage.py open_demo --print` says, None without a demo."""
    say()
    if demo is None:
        say(f"  operator   http://{operator_host}:{port}/")
        return
    for place in demo.get("places", []):
        say(f"  {_wide(place['name'], 16)} http://{place['host']}:{port}{place.get('path', '/')}")
    people = [
        (place["name"], person["role"], person["email"], person["password"])
        for place in demo.get("places", [])
        for person in place.get("people", [])
    ]
    if people:
        say()
        _table(("where", "role", "sign in as", "password"), people)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(_width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        say("  " + "  ".join(_wide(word, width) for word, width in zip(row, widths, strict=True)).rstrip())


def _wide(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
