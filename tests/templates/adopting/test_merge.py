"""What the town wrote is never lost and no conflict is settled silently, however three texts differ."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from templates.adopting.merge import Choice, State, Unresolved, hunks_of, joined
from templates.adopting.parts import merged, parts_of

FEW = settings(max_examples=150, deadline=None)
UNITS = st.lists(st.sampled_from("あいうえお"), max_size=7)


def _all(hunks: Any, choice: Choice) -> dict[int, Choice]:
    return {at: choice for at, hunk in enumerate(hunks) if hunk.choices}


@FEW
@given(UNITS, UNITS, UNITS)
def test_taking_all_gives_the_edition_and_keeping_all_gives_the_towns_own(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    hunks = hunks_of(base=base, mine=mine, theirs=theirs)
    assert joined(hunks=hunks, choices=_all(hunks, Choice.THEIRS)) == tuple(theirs)
    assert joined(hunks=hunks, choices=_all(hunks, Choice.MINE)) == tuple(mine)
    assert tuple(unit for hunk in hunks for unit in hunk.base) == tuple(base)


@FEW
@given(UNITS, UNITS)
def test_a_side_that_changed_alone_counts_without_a_word(base: list[str], changed: list[str]) -> None:
    assert joined(hunks=hunks_of(base=base, mine=base, theirs=changed), choices={}) == tuple(changed)
    assert joined(hunks=hunks_of(base=base, mine=changed, theirs=base), choices={}) == tuple(changed)
    assert joined(hunks=hunks_of(base=base, mine=changed, theirs=changed), choices={}) == tuple(changed)


@FEW
@given(UNITS, UNITS, UNITS)
def test_a_conflict_without_a_choice_is_refused(base: list[str], mine: list[str], theirs: list[str]) -> None:
    hunks = hunks_of(base=base, mine=mine, theirs=theirs)
    conflicts = tuple(at for at, hunk in enumerate(hunks) if hunk.state is State.CONFLICT)
    if conflicts:
        with pytest.raises(Unresolved) as refused:
            joined(hunks=hunks, choices={})
        assert refused.value.places == conflicts
    else:
        joined(hunks=hunks, choices={})


def test_changes_at_different_paragraphs_come_together() -> None:
    hunks = hunks_of(base=list("あいうえお"), mine=list("あか.うえお".replace(".", "")), theirs=list("あいうえき"))
    assert "".join(joined(hunks=hunks, choices={})) == "あかうえき"


def test_both_can_stay_where_both_added() -> None:
    hunks = hunks_of(base=["あ"], mine=["あ", "町"], theirs=["あ", "版"])
    conflict = next(at for at, hunk in enumerate(hunks) if hunk.state is State.CONFLICT)
    assert joined(hunks=hunks, choices={conflict: Choice.BOTH}) == ("あ", "町", "版")


def test_a_choice_that_is_not_offered_counts_as_none() -> None:
    hunks = hunks_of(base=["あ"], mine=["い"], theirs=["う"])
    with pytest.raises(Unresolved):
        joined(hunks=hunks, choices={0: Choice.BOTH, 5: Choice.MINE})


LINES = st.lists(st.sampled_from(["一", "二", "三", ""]), max_size=4).map("\n".join)
ITEMS = st.lists(st.fixed_dictionaries({"name": st.sampled_from("甲乙丙")}), max_size=3)
ENTRIES = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("xyz"), "question": st.sampled_from("問疑"), "answer": LINES}),
    max_size=3,
    unique_by=lambda one: one["key"],
)
BODIES = st.fixed_dictionaries(
    {"title": st.sampled_from(["題", "別"]), "body": LINES, "fields": ITEMS},
    optional={"grade": st.integers(1, 3), "cautions": st.lists(st.sampled_from("注意"), min_size=1, max_size=2)},
)
SETS = st.fixed_dictionaries({"patterns": ENTRIES, "fields": st.just([])})


def _plain(body: dict[str, Any]) -> dict[str, Any]:
    """Entries have no order of their own; a set without any has none."""
    entries = sorted(body.get("patterns", []), key=lambda one: one["key"])
    return {name: value for name, value in (body | {"patterns": entries}).items() if value or name != "patterns"}


@FEW
@given(st.one_of(st.tuples(BODIES, BODIES, BODIES), st.tuples(SETS, SETS, SETS)))
def test_whole_things_come_back_as_either_side(three: tuple[dict[str, Any], ...]) -> None:
    base, mine, theirs = three
    parts = parts_of(base=base, mine=mine, theirs=theirs)
    for choice, side in ((Choice.MINE, mine), (Choice.THEIRS, theirs)):
        choices = {
            (number, at): choice
            for number, part in enumerate(parts)
            for at, hunk in enumerate(part.hunks)
            if hunk.choices
        }
        assert _plain(merged(parts=parts, choices=choices)) == _plain(side)


@FEW
@given(st.one_of(st.tuples(BODIES, BODIES), st.tuples(SETS, SETS)))
def test_a_thing_the_town_never_touched_becomes_the_edition(two: tuple[dict[str, Any], ...]) -> None:
    base, theirs = two
    assert _plain(merged(parts=parts_of(base=base, mine=base, theirs=theirs), choices={})) == _plain(theirs)
    assert _plain(merged(parts=parts_of(base=base, mine=theirs, theirs=base), choices={})) == _plain(theirs)
