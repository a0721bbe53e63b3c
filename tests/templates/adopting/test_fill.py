"""Blanks: by type, with 「該当なし」 by the sentence, by the line and by the FAQ entry."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistants.public import KnownBlank
from templates.adopting.fill import filled, open_names, read_blanks, without, without_in


def _blank(name: str, type_: str) -> KnownBlank:
    return KnownBlank(name, type_, "", "", "", written=False)


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("phone", "0999-90-1001", "役場"),
        ("url", "https://town.example/", "town.example"),
        ("email", "yakuba@town.example", "yakuba"),
        ("date", "令和8年4月1日", "来週"),
        ("fee", "300円", "有料"),
        ("text", "住民課", "{{町名}}"),
    ],
)
def test_values_are_checked_by_the_type_of_the_blank(type_: str, good: str, bad: str) -> None:
    blanks = (_blank("欄", type_),)
    assert not read_blanks(blanks=blanks, said={"欄": good}, absent=()).faults
    assert set(read_blanks(blanks=blanks, said={"欄": bad}, absent=()).faults) == {"欄"}


def test_a_blank_without_a_value_is_refused_and_one_that_does_not_apply_is_not() -> None:
    blanks = (_blank("窓口", "desk"), _blank("電話", "phone"))
    read = read_blanks(blanks=blanks, said={"窓口": " "}, absent={"電話"})
    assert set(read.faults) == {"窓口"}
    assert read.values == {"窓口": "", "電話": None}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("窓口は住民課です。電話は{{電話}}です。朝9時からです。", "窓口は住民課です。朝9時からです。"),
        ("はじめに。\n電話: {{電話}}\nおわりに。", "はじめに。\nおわりに。"),
        ("・{{電話}}へかける\n・窓口へ行く", "・窓口へ行く"),
        ("「電話する。{{電話}}」と書いてあります。窓口も開いています。", "窓口も開いています。"),
        ("{{窓口}}へ。", "{{窓口}}へ。"),
        ("末尾に{{電話}}", ""),
    ],
)
def test_a_sentence_leaves_with_its_blank(text: str, left: str) -> None:
    assert without_in(text=text, absent={"電話"}) == left


def test_a_faq_entry_leaves_when_nothing_of_it_is_left() -> None:
    body = {
        "patterns": [
            {"key": "a", "question": "バスはありますか", "answer": "{{バス会社}}が走らせています。"},
            {"key": "b", "question": "{{バス会社}}の電話は", "answer": "窓口でお尋ねください。"},
            {
                "key": "c",
                "question": "窓口は",
                "answer": "総務課です。バスは{{バス会社}}です。",
                "variants": ["受付は"],
            },
        ]
    }
    left = without(body=body, absent={"バス会社"})
    assert [one["key"] for one in left["patterns"]] == ["c"]
    assert left["patterns"][0]["answer"] == "総務課です。"


def test_a_field_that_is_named_nowhere_any_more_leaves_with_its_examples() -> None:
    body = {
        "body": "{{行事}}の案内。\n{{施設}}で{{時刻}}から。",
        "fields": [{"name": "行事", "type": "text"}, {"name": "時刻", "type": "text"}],
        "blanks": [{"name": "施設", "type": "text"}],
        "input_example": {"行事": "祭り", "時刻": "9時"},
        "cases": [{"inputs": {"行事": "祭り", "時刻": "9時"}, "must": ["祭り"]}],
    }
    left = without(body=body, absent={"施設"})
    assert left["body"] == "{{行事}}の案内。"
    assert [one["name"] for one in left["fields"]] == ["行事"]
    assert left["blanks"] == []
    assert left["input_example"] == {"行事": "祭り"}
    assert left["cases"][0]["inputs"] == {"行事": "祭り"}


PIECES = st.lists(st.sampled_from(["あ。", "い", "{{甲}}。", "{{乙}}", "\n", "「う。", "」"]), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_a_blank_that_does_not_apply_stands_nowhere_and_nothing_else_is_lost(text: str) -> None:
    left = without_in(text=text, absent={"甲"})
    assert "甲" not in open_names(body=left)
    if "甲" not in text:
        assert left == text
    assert open_names(body=filled(body={"x": [left]}, values={"乙": "町", "甲": None})) == ()
    assert filled(body=left, values={}) == left
