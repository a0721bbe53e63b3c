"""Days of every year as clerks type them."""

import pytest

from assistants.persona.read_day import read_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [("11/20", 1120), (" 1月5日 ", 105), ("2/29", 229), ("2/30", None), ("13/1", None), ("春", None)],
)
def test_a_day_is_read_or_refused(typed: str, day: int | None) -> None:
    assert read_day(typed=typed) == day
