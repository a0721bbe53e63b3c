"""The written rules: each finds what it calls wrong and leaves what it calls right; their fast path misses nothing."""

import re

import pytest

from assistants.proofreading.check_joyo import table
from assistants.proofreading.match_rules import _opening, _patterns
from assistants.proofreading.proofread import proofread
from assistants.proofreading.rule import Level, Profile, Rule, rules
from yuimachi.benching.proofread import SETS, lines

RESTING_ON = ("内閣告示", "内閣訓令", "暦")


def _first_profile(rule: Rule) -> Profile:
    return next(profile for profile in Profile if profile in rule.profiles)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_its_wrong_examples_and_leaves_its_right_ones(rule: Rule) -> None:
    profile = _first_profile(rule)
    assert rule.wrong
    assert rule.right
    for text in rule.wrong:
        assert rule.id in {one.rule for one in proofread(text=text, profile=profile).findings}, text
    for text in rule.right:
        assert rule.id not in {one.rule for one in proofread(text=text, profile=profile).findings}, text


def test_every_rule_names_its_source_and_an_error_rests_on_a_notification_or_the_calendar() -> None:
    assert [rule.id for rule in rules() if not (rule.source and rule.reason and rule.title)] == []
    errors = [rule for rule in rules() if rule.level is Level.ERROR]
    assert [rule.id for rule in errors if not rule.source.startswith(RESTING_ON)] == []
    assert all(rule.safe is False or rule.level is not Level.CUE or not rule.words for rule in rules())


def test_what_is_suggested_is_not_found_again() -> None:
    again = []
    for rule in rules():
        for text in rule.wrong:
            for one in proofread(text=text, profile=_first_profile(rule)).findings:
                if one.safe and one.suggestion is not None:
                    mended = text[: one.start] + one.suggestion + text[one.end :]
                    found = {other.key for other in proofread(text=mended, profile=_first_profile(rule)).findings}
                    again += [(text, mended)] if one.key in found else []
    assert again == []


def test_the_fast_search_finds_what_the_plain_one_finds() -> None:
    text = "\n".join(line.text for path in sorted(SETS.glob("*.txt")) for line in lines(path=path))
    text += "\n".join(example for rule in rules() for example in (*rule.wrong, *rule.right))
    for profile in Profile:
        for pattern in _patterns(profile):
            plain = [match.span() for match in pattern.regex.finditer(text)]
            assert [match.span() for match in pattern.matches(text)] == plain, pattern.regex.pattern


def test_the_letters_a_pattern_begins_with_are_read_off_it() -> None:
    assert _opening("(?<=気)ず(?=[いく])") == "ず"
    assert _opening("(?:(?<=[。])|^)又(?!は)") == "又"
    assert _opening("有り難う|有難う") == ""
    assert _opening("[ｦ-ﾟ]+") == ""
    assert _opening("です+") == "で"


def test_the_table_has_its_2136_characters() -> None:
    assert len(table()) == 2_136 + 4
    assert {"挨", "拶", "鬱", "俺"} <= table()
    assert not set("絆嘘斡") & table()
    assert all(re.fullmatch(r"\w", letter) for letter in table())
