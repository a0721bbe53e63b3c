"""Money, counts, sizes, shares."""

from decimal import Decimal

import pytest

from web.quantities import file_size, grouped, percent, yen


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "0円"), (1234567, "1,234,567円"), (-500, "−500円"), (Decimal("0.5"), "1円"), (Decimal("99.49"), "99円")],
)
def test_yen_is_whole_and_grouped(amount, written):
    assert yen(amount=amount) == written


def test_numbers_are_grouped_by_three():
    assert grouped(number=1234.5) == "1,234.5"


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0バイト"),
        (1023, "1023バイト"),
        (1024, "1.0KB"),
        (5812345, "5.5MB"),
        (250 * 1024**2, "250MB"),
        (2**50, "1024TB"),
    ],
)
def test_sizes_climb_in_steps_of_1024(size, written):
    assert file_size(size=size) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(0, 10, "0%"), (1, 1000, "1%未満"), (999, 1000, "99%"), (10, 10, "100%"), (1, 0, "0%")],
)
def test_a_share_is_full_only_when_everything_is_done(part, whole, written):
    assert percent(part=part, whole=whole) == written


def test_a_decimal_is_written_out() -> None:
    assert grouped(number=Decimal("2.4E+4")) == "24,000"
    assert grouped(number=Decimal("-1234.50")) == "−1,234.50"
