"""Pages of long lists."""

import pytest

from web.pagination import Pages, cut, pages_of


@pytest.mark.parametrize(
    ("asked", "got"),
    [(None, 1), ("", 1), ("3", 3), ("0", 1), ("-2", 1), ("abc", 1), ("99", 5), ("９", 5), ("1" * 30, 1)],
)
def test_a_page_out_of_range_is_brought_into_it(asked, got):
    assert pages_of(number=asked, total=100, size=20).number == got


@pytest.mark.parametrize(
    ("number", "count", "window"),
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (1, 10, (1, 2, None, 10)),
        (4, 10, (1, 2, 3, 4, 5, None, 10)),
        (5, 10, (1, None, 4, 5, 6, None, 10)),
        (10, 10, (1, None, 9, 10)),
    ],
)
def test_numbers_far_away_are_left_out_but_never_a_single_one(number, count, window):
    assert Pages(number=number, size=10, total=count * 10).window == window


def test_an_empty_list_has_one_page_from_nothing_to_nothing():
    pages = pages_of(number="4", total=0)
    assert (pages.number, pages.count, pages.first_item, pages.last_item) == (1, 1, 0, 0)
    assert (pages.previous, pages.next) == (None, None)


def test_a_list_is_cut_to_its_page():
    part = cut(items=list(range(45)), number="3", size=20)
    assert part.items == tuple(range(40, 45))
    assert (part.pages.first_item, part.pages.last_item) == (41, 45)
