"""Languages: which one is noticed, what it is about, our sentences in it, people in danger, facts compared."""

import csv
from pathlib import Path

import pytest

from assistants.crisis.foreign import foreign_kinds
from assistants.easing.check import easiness, rules
from assistants.furigana import pieces, with_furigana
from assistants.languages import LANGUAGES
from assistants.outcomes import Outcome
from assistants.speaking.detect import detected, named_language
from assistants.speaking.phrases import PAGE, outcome_sentence, page_words, suggestions, translated
from assistants.speaking.terms import japanese_for, languages_of_terms
from assistants.verifying.check import objection_to
from assistants.verifying.sources import sources_of
from tests.assistants.verifying.material import passage

SET = Path(__file__).parents[1] / "sets" / "languages.csv"
FOREIGN = [code for code in LANGUAGES if not code.startswith("ja")]


def rows() -> list[dict[str, str]]:
    with SET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("code", [*FOREIGN, "ja"])
def test_the_language_of_a_question_is_noticed(code: str) -> None:
    questions = [row["question"] for row in rows() if row["language"] == code]
    right = sum(detected(text=question) == code for question in questions)
    assert len(questions) >= 20
    assert right >= len(questions) - 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("住民票", "ja"),
        ("転入届 必要書類", "ja"),
        ("图书馆", "zh-Hans"),
        ("basura", "tl"),
        ("rac chay duoc khi nao", "vi"),
        ("粗大ごみ how much", "ja"),
        ("Где мусор", "en"),
        ("Wi-Fi", None),
        ("123", None),
        ("😀", None),
        ("", None),
    ],
)
def test_short_and_mixed_questions(text: str, code: str | None) -> None:
    assert detected(text=text) == code


def test_a_languages_own_name_is_a_choice() -> None:
    assert named_language(text=" tiếng việt ") == "vi"
    assert named_language(text="English please") is None


@pytest.mark.parametrize("code", FOREIGN)
def test_every_language_has_all_fixed_sentences_and_terms(code: str) -> None:
    assert code in translated()
    assert code in languages_of_terms()
    assert set(page_words(language=code)) == set(PAGE)
    sentences = [outcome_sentence(outcome=outcome, language=code) for outcome in Outcome]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)
    assert len(suggestions(language=code)) == 4


def test_easy_japanese_has_its_own_sentences_and_plain_japanese_keeps_gettext() -> None:
    assert "ja-easy" in translated()
    assert "ja" not in translated()


def test_a_foreign_question_becomes_japanese_search_words() -> None:
    assert japanese_for(text="How do I throw away large garbage?", language="en") == "粗大ごみ"
    assert japanese_for(text="Quanto custa a tarifa do ônibus?", language="pt") == "いくら 運賃 バス"
    assert japanese_for(text="How much and when?", language="en") == ""
    assert japanese_for(text="Hello", language="xx") == ""


@pytest.mark.parametrize("code", FOREIGN)
def test_somebody_in_danger_is_heard_in_every_language(code: str) -> None:
    mine = [row for row in rows() if row["language"] == code]
    assert all(foreign_kinds(text=row["question"]) for row in mine if row["ends"] == "crisis")
    assert not [row["question"] for row in mine if row["ends"] != "crisis" and foreign_kinds(text=row["question"])]


@pytest.mark.parametrize(
    "text",
    [
        "Where do I get a death certificate?",
        "When is the suicide prevention seminar?",
        "自殺対策計画",
        "殺虫剤",
        "muốn đi khám",
    ],
)
def test_administrative_words_raise_no_alarm(text: str) -> None:
    assert foreign_kinds(text=text) == ()


SOURCE = "住民票の手数料は1通300円です。受付は12月6日の日曜日、電話は0999-30-1130です。申込みは14日以内です。"
ANSWERS = {
    "en": ("The fee is 300 yen, within 14 days, on Sunday, December 6.", "The fee is 400 yen."),
    "zh-Hans": ("手续费是300日元，12月6日星期日，14天以内。", "手续费是300日元，12月7日。"),
    "zh-Hant": ("手續費是300日圓，12月6日星期日。", "12月6日星期一。"),
    "ko": ("수수료는 300엔이고 12월 6일 일요일, 14일 이내입니다.", "수수료는 350엔입니다."),
    "vi": ("Lệ phí là 300 yên, ngày 6 tháng 12, chủ nhật, trong 14 ngày.", "Lệ phí là 300 yên, thứ hai."),
    "pt": ("A taxa é 300 ienes, domingo, 6 de dezembro, em até 14 dias.", "A taxa é 300 ienes, 7 de dezembro."),
    "tl": ("Ang bayad ay 300 yen, Linggo, Disyembre 6, sa loob ng 14 araw.", "Tumawag sa 0999-30-1131."),
    "ne": ("शुल्क ३०० येन हो, १४ दिनभित्र, आइतबार।", "शुल्क ५०० येन हो।"),
    "id": ("Biayanya 300 yen, hari Minggu, 6 Desember, dalam 14 hari.", "Biayanya 300 yen, hari Senin."),
}


@pytest.mark.parametrize("code", FOREIGN)
def test_facts_of_foreign_answers_are_compared(code: str) -> None:
    sources = sources_of(passages=[passage(SOURCE)])
    true, altered = ANSWERS[code]
    assert objection_to(text=true, sources=sources, language=code) is None
    assert objection_to(text=altered, sources=sources, language=code) is not None


@pytest.mark.parametrize(
    "text", ["12月6日に燃やすごみを取り扱います。<script>", "<b>住民票</b>は1人300円", "", "😀 & \"'"]
)
def test_furigana_loses_no_letter_and_executes_nothing(text: str) -> None:
    assert "".join(letters for letters, _reading in pieces(text=text)) == text
    assert "<script>" not in with_furigana(text=text)
    assert "<b>" not in with_furigana(text=text)


def test_furigana_stands_over_the_kanji_alone() -> None:
    found = dict(pieces(text="12月6日に燃やすごみ"))
    assert found["6日"] == "むいか"
    assert found["月"] == "がつ"
    assert found["燃"] == "も"
    assert "<ruby>燃<rp>（</rp><rt>も</rt><rp>）</rp></ruby>やす" in with_furigana(text="燃やす")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_each_rule_of_easy_japanese_finds_its_example_only(rule) -> None:
    assert rule.id in {finding.rule for finding in easiness(text=rule.wrong).findings}
    assert rule.id not in {finding.rule for finding in easiness(text=rule.right).findings}
    assert rule.source


def test_an_explained_word_and_easy_text_score_full() -> None:
    assert easiness(text="余震＜＝後から来る地震＞に気をつけてください。").score == 100
    assert (
        easiness(
            text="令和8年度の納付書は、5月上旬に送付されますので、納期限までに金融機関等で納付いただきますようお願いいたします。"
        ).score
        < 50
    )
