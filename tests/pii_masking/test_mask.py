"""Masking and restoring: numbering, vaults, offsets, what the type refuses."""

import copy
import dataclasses
import pickle

import pytest

from pii_masking.public import (
    Kind,
    MaskedText,
    Vault,
    find_my_number,
    find_personal_data,
    mask,
    names_in,
    names_of,
    restore,
)

LETTER = "氏名：山田太郎　電話：０９０－１２３４－５６７８。山田太郎の件で、090-9999-8888にも。"


def test_the_same_value_gets_the_same_number():
    masked = mask(text=LETTER)
    assert masked.masked.text == "氏名：〔氏名1〕　電話：〔電話1〕。〔氏名1〕の件で、〔電話2〕にも。"


def test_restoring_gives_back_the_text_to_the_character():
    masked = mask(text=LETTER)
    assert restore(text=masked.masked.text, vault=masked.vault) == LETTER


def test_restoring_understands_full_width_numbers_and_leaves_unknown_placeholders():
    masked = mask(text=LETTER)
    assert restore(text="〔氏名１〕様、〔住所1〕", vault=masked.vault) == "山田太郎様、〔住所1〕"


def test_findings_point_into_the_original_text():
    assert [LETTER[hit.start : hit.end] for hit in mask(text=LETTER).findings] == [
        "山田太郎",
        "０９０－１２３４－５６７８",
        "山田太郎",
        "090-9999-8888",
    ]


def test_a_vault_of_earlier_turns_continues_the_numbering():
    first = mask(text="山田太郎と申します。")
    second = mask(text="佐藤花子と申します。夫は山田太郎です。", vault=first.vault)
    assert second.masked.text == "〔氏名2〕と申します。夫は〔氏名1〕です。"
    assert len(first.vault) == 1


def test_placeholders_typed_by_hand_are_not_given_a_meaning():
    masked = mask(text="〔氏名1〕とは何ですか。山田太郎と申します。")
    assert masked.masked.text == "〔氏名1〕とは何ですか。〔氏名2〕と申します。"
    assert restore(text="〔氏名1〕", vault=masked.vault) == "〔氏名1〕"


def test_a_my_number_is_erased_without_a_way_back():
    masked = mask(text="マイナンバーは1234-5678-9018です")
    assert masked.my_number is not None
    assert masked.my_number.certain
    assert "9018" not in masked.masked.text + repr(masked)
    assert len(masked.vault) == 0


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("マイナンバーは 1234 5678 9018", True),
        ("個人番号：１２３４－５６７８－９０１８", True),
        ("123456789018", True),
        ("1234\u200b5678\u200b9018 が私のマイナンバー", True),
        ("番号が届きました。123456789018", False),
        ("マイナンバー 123456789012", False),
    ],
)
def test_a_my_number_is_found_with_its_certainty(text, certain):
    found = find_my_number(text=text)
    assert found is not None
    assert found.certain is certain
    assert [field.name for field in dataclasses.fields(found)] == ["certain"]


@pytest.mark.parametrize(
    "text", ["整理番号 123456789018", "123456789018円", "マイナンバーカードの申請", "123456789012", ""]
)
def test_what_is_no_my_number_is_left(text):
    assert find_my_number(text=text) is None


def test_what_the_town_allows_is_left_whatever_its_width():
    text = "電話は０９９９－９０－１０００です"
    assert find_personal_data(text=text)
    assert not find_personal_data(text=text, allowed=["0999-90-1000"])


def test_masked_text_is_made_nowhere_else():
    text = mask(text="こんにちは").masked
    with pytest.raises(TypeError):
        MaskedText("山田太郎")
    with pytest.raises(TypeError):
        MaskedText("山田太郎", object())
    with pytest.raises(TypeError):
        dataclasses.replace(text, text="山田太郎")
    with pytest.raises(dataclasses.FrozenInstanceError):
        text.text = "山田太郎"
    assert copy.copy(text) == text


def test_trusted_text_needs_a_reason():
    assert (
        MaskedText.trusted(text="あなたは町の案内係です。", reason="our own prompt").text == "あなたは町の案内係です。"
    )
    with pytest.raises(ValueError, match="why"):
        MaskedText.trusted(text="山田太郎", reason=" ")


def test_masked_texts_are_joined_to_a_masked_text():
    parts = [mask(text="一").masked, mask(text="二").masked]
    assert MaskedText.joined(parts=parts, separator="\n").text == "一\n二"
    with pytest.raises(TypeError):
        MaskedText.joined(parts=[parts[0], "山田太郎"])
    with pytest.raises(ValueError, match="separator"):
        MaskedText.joined(parts=parts, separator="山田")


def test_a_vault_is_neither_shown_nor_serialised():
    vault = mask(text=LETTER).vault
    assert "山田" not in repr(vault)
    assert "山田" not in repr(mask(text=LETTER))
    with pytest.raises(TypeError):
        pickle.dumps(vault)
    assert len(Vault(vault.originals)) == len(vault)


@pytest.mark.parametrize(
    "text",
    ["", " ", "〔", "〔氏名〕", "1" * 100_000, "-" * 50_000, "山" * 50_000, "山田さん" * 5_000,
     "１－" * 20_000, "a@" * 20_000, "\ud800山田さん", "町" * 20_000 + "1-2-3"],
)  # fmt: skip
def test_odd_and_hostile_texts_pass_in_their_own_length(text):
    masked = mask(text=text)
    assert restore(text=masked.masked.text, vault=masked.vault) == text or masked.my_number


def test_a_finding_tells_its_kind_and_no_text():
    (hit,) = find_personal_data(text="私は090-1234-5678です")
    assert hit.kind is Kind.PHONE
    assert "1234" not in repr(hit)


def test_names_that_nothing_announces_are_told_with_how_likely_they_are():
    text = "山田太郎課長と佐藤花子さん、渡辺が令和8年に話す。山田まで。マイナンバーカードはExcelで。"
    found = {one.words: (one.likely, one.masked) for one in names_in(text=text)}
    assert found == {
        "山田太郎": (True, False),
        "佐藤花子": (True, True),
        "渡辺": (False, False),
        "山田": (True, False),
    }


def test_names_somebody_wants_hidden_are_hidden_wherever_they_stand_and_again_in_later_texts():
    text = "山田太郎と髙橋一二三、山田　太郎課長。連絡は山田まで。"
    masked = mask(text=text, hidden=["山田太郎", "高橋一二三"])
    assert not [word for word in ("山田", "太郎", "橋") if word in masked.masked.text]
    assert restore(text=masked.masked.text, vault=masked.vault) == text
    later = mask(text="山田太郎が来た", vault=masked.vault)
    assert later.masked.text == "〔氏名1〕が来た"
    assert "山田太郎" in names_of(vault=later.vault)


def test_a_wanted_name_that_overlaps_with_a_found_one_leaves_no_half_of_it():
    masked = mask(text="氏名：山田太郎と山田", hidden=["太郎"])
    assert "太郎" not in masked.masked.text
    assert "山田" not in masked.masked.text
