"""A verb is looked for in its other forms as well."""

import pytest

from assistants.verifying.kin import kin_of


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("取れる", "取る"),
        ("取る", "取れる"),
        ("開ける", "開く"),
        ("始まる", "始める"),
        ("始める", "始まる"),
        ("急ぎ", "急ぐ"),
    ],
)
def test_the_other_form_is_among_the_kin(word, other):
    assert other in kin_of(word=word)


@pytest.mark.parametrize("word", ["", "る", "税", "2026"])
def test_what_is_no_verb_has_none(word):
    assert kin_of(word=word) == ()
