"""Three texts become one: what the base said, what the town made of it, what the new edition says; no conflict is
settled without a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

Units = tuple[str, ...]  # paragraphs of a text, or items of a list as canonical JSON


class State(StrEnum):
    """Who changed a place."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH_SAME = "both_same"
    CONFLICT = "conflict"


class Choice(StrEnum):
    """What stands in the result. BOTH: mine, then theirs; only where both added something."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Unresolved(ValueError):
    """Places that both sides changed and nobody decided about; `places` are their numbers."""

    def __init__(self, places: tuple[int, ...]) -> None:
        super().__init__(str(places))
        self.places = places


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of units: as they were, as the town has them, as the edition has them."""

    state: State
    base: Units
    mine: Units
    theirs: Units

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What a person may choose; nothing where both say the same."""
        if self.state in (State.SAME, State.BOTH_SAME):
            return ()
        both_added = self.state is State.CONFLICT and not self.base and self.mine and self.theirs
        return (Choice.MINE, Choice.THEIRS, *((Choice.BOTH,) if both_added else ()))

    def units(self, *, choice: Choice | None) -> Units:
        """What the result says here. Without a choice the side that changed counts; a conflict has none: KeyError."""
        if choice is None:
            choice = _BY_STATE[self.state]
        return self.mine + self.theirs if choice is Choice.BOTH else getattr(self, choice.value)


_BY_STATE: Final = {
    State.SAME: Choice.MINE,
    State.MINE: Choice.MINE,
    State.BOTH_SAME: Choice.MINE,
    State.THEIRS: Choice.THEIRS,
}


def hunks_of(*, base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[Hunk, ...]:
    """All of the three texts in order, cut where they agree. Pure; quadratic in the units that differ."""
    found: list[Hunk] = []
    at = (0, 0, 0)
    for places, length in _agreeing(base, mine, theirs):
        gap = tuple(tuple(side[a:b]) for side, a, b in zip((base, mine, theirs), at, places, strict=True))
        if any(gap):
            found.append(Hunk(_state(*gap), *gap))
        if length:
            same = tuple(base[places[0] : places[0] + length])
            found.append(Hunk(State.SAME, same, same, same))
        at = (places[0] + length, places[1] + length, places[2] + length)
    return tuple(found)


def joined(*, hunks: Sequence[Hunk], choices: Mapping[int, Choice]) -> Units:
    """The result. `choices` by the hunk's number; one that a hunk does not offer counts as none.

    Raises Unresolved for conflicts without a choice.
    """
    settled = {at: choice for at, choice in choices.items() if at < len(hunks) and choice in hunks[at].choices}
    open_ = tuple(at for at, hunk in enumerate(hunks) if hunk.state is State.CONFLICT and at not in settled)
    if open_:
        raise Unresolved(open_)
    return tuple(unit for at, hunk in enumerate(hunks) for unit in hunk.units(choice=settled.get(at)))


def _state(base: Units, mine: Units, theirs: Units) -> State:
    if mine == theirs:
        return State.SAME if mine == base else State.BOTH_SAME
    if mine == base:
        return State.THEIRS
    return State.MINE if theirs == base else State.CONFLICT


def _agreeing(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Places (base, mine, theirs) from which all three say the same, with their lengths; at last the ends, with 0."""
    ours = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    a = b = 0
    while a < len(ours) and b < len(others):
        one, other = ours[a], others[b]
        begin, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if begin < end:
            yield (begin, one.b + begin - one.a, other.b + begin - other.a), end - begin
        if one.a + one.size < other.a + other.size:
            a += 1
        else:
            b += 1
    yield (len(base), len(mine), len(theirs)), 0
