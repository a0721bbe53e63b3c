"""One text checked: places, profiles, overlaps, the town's own words, figures, bad input."""

import pytest

from assistants.proofreading.proofread import LONGEST_TEXT, TextTooLong, proofread
from assistants.proofreading.rule import Level, Profile
from assistants.proofreading.town_words import TownWord


def _found(text: str, profile: Profile = Profile.NOTICE, *words: TownWord) -> list[tuple[str, str | None]]:
    proof = proofread(text=text, profile=profile, words=words)
    return [(one.words, one.suggestion) for one in proof.findings if one.level is not Level.CUE]


def test_a_finding_says_where_it_stands_why_and_what_to_write() -> None:
    text = "お知らせ🎉\r\n\n補助金の手続きは、下記の通りです。"
    first, second = proofread(text=text, profile=Profile.NOTICE).findings
    assert text[first.start : first.end] == first.words == "手続き"
    assert (first.suggestion, first.safe, first.level) == ("手続", True, Level.ERROR)
    assert "内閣訓令" in first.source
    assert (second.words, second.suggestion) == ("通り", "とおり")


def test_okurigana_of_compound_nouns_is_a_matter_of_notices_only() -> None:
    assert _found("手続きと申し込みの受け付け") == [("手続き", "手続"), ("申し込み", "申込み"), ("受け付け", "受付")]
    assert _found("手続きと申し込みの受け付け", Profile.PRESS) == []
    assert _found("備品を貸し出し、記録する。問い合わせてください。") == []


def test_of_two_that_overlap_the_surer_one_is_shown() -> None:
    assert _found("約30ヶ所程度", Profile.PRESS) == [("約30ヶ所程度", "約30ヶ所")]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("令和8年12月6日（月）", "月", "日"),
        ("2026年12月6日(土)", "土", "日"),
        ("令和８年12月6日（火曜日）", "火", "日"),
        ("令和8年2月29日", "2月29日", None),
        ("4月31日までに", "4月31日", None),
        ("令和8年（2025年）", "令和8年（2025年）", None),
        ("2026年度（令和7年度）", "2026年度（令和7年度）", None),
    ],
)
def test_dates_that_cannot_be_are_errors(text: str, wrong: str, right: str | None) -> None:
    assert (wrong, right) in _found(text, Profile.PRESS)


@pytest.mark.parametrize(
    "text",
    [
        "令和8年12月6日（日）", "令和8年12月6日（日・祝）", "6年11月30日（土）", "12月6日（月）", "令和2年2月29日",
        "2月29日", "90年3月4日（日）", "12月31日間", "令和元年5月1日（水）",
    ],
)  # fmt: skip
def test_dates_that_can_be_are_left(text: str) -> None:
    assert _found(text, Profile.PRESS) == []


def test_the_towns_own_words_come_before_the_rules() -> None:
    text = "子供の手続きは、障害福祉係へ。"
    own = TownWord("こども", ("子供", "子ども"), "こども基本条例による"), TownWord("手続き")
    proof = proofread(text=text, profile=Profile.NOTICE, words=own)
    assert [(one.words, one.suggestion, one.reason) for one in proof.findings] == [
        ("子供", "こども", "こども基本条例による")
    ]
    assert _found("障がい福祉", Profile.PRESS, TownWord("障がい福祉", ("障がい",))) == []


def test_a_short_avoided_word_counts_only_where_it_stands_alone() -> None:
    own = TownWord("人びと", ("人々",))
    assert _found("人々が集う", Profile.PRESS, own) == [("人々", "人びと")]
    assert _found("県民が集う", Profile.PRESS, TownWord("住民", ("県民", "民"))) == [("県民", "住民")]


def test_plain_japanese_is_judged_by_its_own_rules_with_places() -> None:
    text = "お知らせです。\n12/6に、窓口へお越しください。"
    proof = proofread(text=text, profile=Profile.EASY)
    assert [(one.words, one.start) for one in proof.findings] == [("12/6", 8), ("お越し", 17)]
    assert proof.readability.easiness is not None
    assert proof.readability.easiness < 90
    assert proofread(text=text, profile=Profile.PRESS).readability.easiness is None


def test_figures_of_a_text() -> None:
    text = "提出された書類が審査される。申請できないことはない。短い文。"
    figures = proofread(text=text, profile=Profile.PRESS).readability
    assert (figures.sentences, figures.longest, figures.passives, figures.double_negatives) == (3, 14, 2, 1)
    assert figures.kanji == round(100 * 10 / 30)
    empty = proofread(text=" \n ", profile=Profile.PRESS).readability
    assert (empty.characters, empty.sentences, empty.average, empty.kanji) == (0, 0, 0.0, 0)


def test_mixed_marks_and_digits_are_found_at_the_rarer() -> None:
    assert _found("１名と20名と30名", Profile.PRESS) == []
    assert _found("１2名と20名と30名", Profile.PRESS) == [("１", "1")]
    assert _found("氏名，住所、電話、年齢を書く。", Profile.PRESS) == [("，", "、")]


@pytest.mark.parametrize(
    "text", ["", "\x00\u202e", "🎉" * 50, "abc def", "𠮟る", "え" * 3_000, "、" * 3_000, "(" * 500]
)
def test_odd_input_is_read_all_the_same(text: str) -> None:
    for profile in Profile:
        for one in proofread(text=text, profile=profile).findings:
            assert text[one.start : one.end] == one.words


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(TextTooLong) as refused:
        proofread(text="あ" * (LONGEST_TEXT + 1), profile=Profile.PRESS)
    assert refused.value.length == LONGEST_TEXT + 1
