"""Masking is measured: precision and recall on the shared sample and on two sets written for this project."""

import os
from pathlib import Path

import pytest

from tests.benchmarks.masking import Quality, characters_a_second, measure

HERE = Path(__file__).parent
DATA = Path(os.environ.get("YUIMACHI_DATA") or HERE.parents[1].parent / "shared" / "data")
BAR = 0.95


def assert_passes(quality: Quality) -> None:
    assert quality.precision >= BAR, quality.spurious
    assert quality.recall >= BAR, quality.missed


@pytest.mark.parametrize("name", ["annotated.txt", "held_out.txt"])
def test_our_own_lines_are_found_and_look_alikes_left(name):
    assert_passes(measure(HERE / name))


def test_the_written_set_is_large_enough_to_say_something():
    assert measure(HERE / "annotated.txt").lines >= 150


def test_the_shared_sample_is_found_and_its_look_alikes_left():
    sample = DATA / "pii" / "sample.txt"
    if not sample.exists():
        pytest.skip(f"the shared sample is not there: {sample} (set YUIMACHI_DATA to the folder with pii/sample.txt)")
    assert_passes(measure(sample))


def test_speed_is_told(record_property):
    lines = [line for line in (HERE / "annotated.txt").read_text(encoding="utf-8").splitlines() if "⟦" not in line]
    record_property("characters_a_second", round(characters_a_second("\n".join(lines * 20))))
