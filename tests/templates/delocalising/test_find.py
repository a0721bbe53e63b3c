"""Finding local facts is measured on a set written for it; single traps are named here."""

import pytest

from templates.benching.local_facts import measure, towns, written_texts
from templates.delocalising.find_local_facts import find_local_facts
from templates.delocalising.local_fact import FactKind, LocalFacts

BAR = 0.98
KUMOI = towns()["kumoi"]


def kinds(text: str, town: LocalFacts = KUMOI) -> dict[str, FactKind]:
    return {fact.text: fact.kind for fact in find_local_facts(texts={"body": text}, town=town)}


@pytest.mark.parametrize("held_out", [False, True])
def test_the_written_set_is_found(held_out):
    quality = measure(text for text in written_texts() if text.held_out is held_out)
    assert quality.recall >= BAR, quality.missed
    assert quality.precision >= 0.97, quality.spurious


@pytest.mark.parametrize("name", ["local_facts_blind", "local_facts_blind_towns"])
def test_what_a_stranger_wrote_is_found_too(name):
    quality = measure(written_texts(name))
    assert quality.recall >= BAR, quality.missed
    assert quality.precision >= 0.9, quality.spurious


def test_sentences_of_any_office_alarm_nobody():
    quality = measure(written_texts("local_facts_clean"))
    assert quality.texts >= 50
    assert quality.false_alarms <= 0.05, quality.spurious


@pytest.mark.parametrize(
    "text",
    [
        "140字以内、字数の制限、文字列が混じるとき",  # letters are counted, no area 字
        "身分証を持って図書館へ。診てもらえる病院、紛らわしいときは消防署、指定された病院",
        "一時停止、一時預かり、出産育児一時金、一時的に",
        "入力規則、募集要領、交通費と謝金は町の規程による。",
        "名寄帳の写し",
    ],
)
def test_words_that_only_look_local_are_left(text):
    assert kinds(text) == {}


def test_what_looks_alike_and_is_local_is_still_found():
    found = kinds("字滝ノ沢12番地、北浦字駒米、午後一時に、ふれあいの里公民館、くもい温泉、三戸郡南部町平広場28")
    assert {"字滝ノ沢12番地", "字駒米", "午後一時", "ふれあいの里公民館", "平広場28"} <= set(found)


def test_the_towns_own_mayor_may_stand_in_an_address_line():
    assert kinds("雲井町長　北川　誠一　様")["北川　誠一"] is FactKind.PERSON


def test_the_written_set_is_large_enough_to_say_something():
    with_facts = [text for text in written_texts() if text.marks]
    assert len(with_facts) >= 200
    assert {kind for text in with_facts for _start, _end, kind in text.marks} == set(FactKind)


def test_a_name_is_found_in_every_writing():
    text = "雲井町、雲 井 町、くもいちょう、クモイチョウ、ｸﾓｲﾁｮｳ、KUMOI、雲\u200b井町、雲井"
    found = [fact.text for fact in find_local_facts(texts={"body": text}, town=KUMOI)]
    assert found == ["雲井町", "雲 井 町", "くもいちょう", "クモイチョウ", "ｸﾓｲﾁｮｳ", "KUMOI", "雲\u200b井町", "雲井"]


def test_offsets_are_those_of_the_text_as_it_was_given():
    text = "　ﾃﾞﾝﾜ（０９９９－９０－１００１）"
    (fact,) = find_local_facts(texts={"body": text}, town=KUMOI)
    assert text[fact.start : fact.end] == fact.text
    assert "０９９９－９０－１００１" in fact.text


def test_the_towns_own_people_are_not_personal_data_but_a_strangers_name_is():
    found = kinds("北川 誠一町長と、申請者の山田太郎さん（090-1234-5678）が話した。")
    assert found["北川 誠一"] is FactKind.PERSON
    assert found["山田太郎"] is FactKind.PERSONAL
    assert found["090-1234-5678"] is FactKind.PERSONAL


def test_a_law_of_the_state_is_nobodys_own():
    assert kinds("地方税法（昭和25年法律第226号）第5条、地方自治法施行規則") == {}


def test_a_blank_that_stands_there_is_left():
    assert kinds("{{町名}}の{{担当課}}、{{締切日}}までに") == {}


def test_the_same_value_is_one_blank_and_another_is_numbered():
    facts = find_local_facts(texts={"a": "手数料は300円、再発行は500円。", "b": "やはり300円です。"}, town=KUMOI)
    assert [(fact.text, fact.blank, fact.blank_type) for fact in facts] == [
        ("300円", "金額", "fee"),
        ("500円", "金額2", "fee"),
        ("300円", "金額", "fee"),
    ]
