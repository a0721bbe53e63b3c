"""Screens a question: does it try to steer the assistant, or ask for something no town answers?"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screened:
    """What was found: the rule's name, and whether it steers (else it is merely off topic)."""

    rule: str
    steers: bool


_FIRST = re.compile(
    r"ignore (?:all|any|the) (?:previous|above)|以前の指示を(?:全て|すべて)?無視|システムプロンプト", re.I
)


def screened(*, text: str, earlier: tuple[str, ...] = ()) -> Screened | None:
    """The first rule that `text` matches; `earlier` are the questions before it, oldest first."""
    return Screened("first", steers=True) if _FIRST.search("\n".join((*earlier, text))) else None
