"""An update as it is shown: each place that anybody changed, in the words of both, and what is chosen there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from templates.adopting.merge import Choice, Hunk, State
from templates.adopting.parts import Choices, Part, words_of
from templates.adopting.upgrade import Comparison

_CHOICE: Final = re.compile(r"c-(\d{1,5})-(\d{1,5})", re.ASCII)  # part and hunk
_KNOWN: Final = frozenset(choice.value for choice in Choice)


@dataclass(frozen=True, slots=True)
class Place:
    """One hunk: `name` of its choice, the words of the three sides, what is chosen, whether a choice is missing."""

    name: str
    hunk: Hunk
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    chosen: str
    missing: bool

    @property
    def both(self) -> bool:
        """Whether both sides can stay."""
        return Choice.BOTH in self.hunk.choices

    @property
    def conflict(self) -> bool:
        """Whether both sides changed it."""
        return self.hunk.state is State.CONFLICT

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return not self.hunk.choices


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part that anybody changed."""

    label: str
    places: tuple[Place, ...]


def shown_parts(*, page: Comparison, choices: Choices, missing: bool) -> tuple[ShownPart, ...]:
    """The changed parts. `missing`: say of conflicts without a choice that they need one."""
    return tuple(
        ShownPart(
            part.label,
            tuple(
                _place((number, at), hunk, part, choices, missing)
                for at, hunk in enumerate(part.hunks)
                if hunk.state is not State.SAME
            ),
        )
        for number, part in page.changed
    )


def read_choices(*, said: Mapping[str, Any]) -> dict[tuple[int, int], Choice]:
    """What was chosen by the places' names (c-part-hunk); nonsense is no choice."""
    found = {}
    for name, value in said.items():
        match = _CHOICE.fullmatch(name)
        if match and value in _KNOWN:
            found[int(match[1]), int(match[2])] = Choice(str(value))
    return found


def _place(at: tuple[int, int], hunk: Hunk, part: Part, choices: Choices, missing: bool) -> Place:
    chosen = choices.get(at)
    if chosen is None and hunk.state in (State.MINE, State.THEIRS):
        chosen = Choice(hunk.state.value)
    sides = [
        tuple(words_of(unit=one, mode=part.mode, name=part.path[-1]) for one in side)
        for side in (hunk.base, hunk.mine, hunk.theirs)
    ]
    open_ = missing and chosen is None and hunk.state is State.CONFLICT
    name = f"c-{at[0]}-{at[1]}"
    return Place(name, hunk, sides[0], sides[1], sides[2], chosen.value if chosen else "", open_)
