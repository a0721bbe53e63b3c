"""The file format: what is wrong is said by its place; values, assembling, differences."""

import json
from datetime import date

import pytest

from assistants.prompting.assemble import assemble
from assistants.prompting.compare import differences
from assistants.prompting.content import Content, Field, content_of, plain_of
from assistants.prompting.exchange import NotATemplate, content_from, read_template
from assistants.prompting.fields import NotAValue, shown, value_of
from assistants.prompting.profile_values import fiscal_year_words

PLAIN = {
    "format": "yuimachi.prompt-template/1",
    "kind": "prompt",
    "title": "お知らせ",
    "purpose": "お知らせを書きます。",
    "task": "notice",
    "fields": [
        {"name": "内容", "type": "long_text", "required": True},
        {"name": "期限", "type": "date"},
        {"name": "費用", "type": "number", "unit": "円", "minimum": 0},
        {"name": "媒体", "type": "choices", "options": ["紙", "ウェブ"]},
    ],
    "blanks": [{"name": "町名", "type": "text", "source": "town.name"}],
    "body": "{{町名}}のお知らせ\n\n内容: {{内容}}\n期限: {{期限}}\n費用: {{費用}}（{{媒体}}）\n以上",
    "cases": [{"inputs": {"内容": "断水"}, "must": ["断水"]}],
}


def without(**changes: object) -> dict:
    """PLAIN with some values changed."""
    return {**PLAIN, **changes}


def test_a_file_comes_back_the_same() -> None:
    content = content_from(plain=PLAIN)
    assert read_template(data=json.dumps(plain_of(content=content)).encode()) == content
    assert plain_of(content=content)["fields"][2]["minimum"] == 0


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ([], "ひな形のファイルではありません"),
        (without(format="yuimachi.prompt-template/9"), "yuimachi.prompt-template/9 です"),
        (without(task="cooking"), "task: 「cooking」は使えません"),
        (without(body=""), "body: 空です"),
        (without(extra=1), "知らない項目があります（extra）"),
        (without(fields=[{"type": "text"}]), "fields の 1番目: name がありません"),
        (without(fields=[{"name": "x", "type": "video"}], body="{{x}}"), "fields の 1番目 の type: 「video」"),
        (without(fields=[{"name": "x", "type": "choice"}], body="{{x}}"), "options がありません"),
        (without(title="あ" * 81), "title: 80文字まで"),
        (without(cases=[{"inputs": {}, "must": []}]), "cases の 1番目 の must: 空です"),
        (without(body="{{内容}}{{期限}}{{費用}}{{媒体}}{{町名}}{{謎}}"), "{{謎}} に当たる欄がありません"),
        (without(body="{{内容}}{{期限}}{{費用}}{{媒体}}"), "欄「町名」が本文にありません"),
        (without(input_example={"内容": "x", "期限": "いつか"}), "入力例 の「期限」: 日付として読めません"),
        (without(cases=[{"inputs": {"内容": "x", "色": "赤"}, "must": ["x"]}]), "欄のない「色」"),
        (without(cases=[{"inputs": {}, "must": ["x"]}]), "評価例1 の「内容」: 入力してください"),
    ],
)
def test_a_fault_is_said_with_its_place(plain: object, says: str) -> None:
    with pytest.raises(NotATemplate) as refused:
        content_from(plain=plain)
    assert says in "\n".join(refused.value.faults)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "1行目の2文字目"),
        ("｛".encode("cp932"), "UTF-8ではありません"),
        (b"[" * 100_000, "読めません"),
        (b" " * 1_000_001, "1MBまで"),
    ],
)
def test_what_is_no_json_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(NotATemplate) as refused:
        read_template(data=data)
    assert says in refused.value.faults[0]


@pytest.mark.parametrize(
    ("field", "raw", "value", "words"),
    [
        (Field("日", "date"), "令和8年4月1日", "2026-04-01", "令和8年4月1日"),
        (Field("日", "date"), "２０２６／４／１", "2026-04-01", "令和8年4月1日"),
        (Field("円", "number", unit="円"), "１，２００円", "1200", "1,200円"),
        (Field("率", "number", unit="%"), "1.50", "1.50", "1.50%"),
        (Field("字", "text"), " 二語\u3000目 ", "二語 目", "二語 目"),
        (Field("選", "choices", options=("紙", "ウェブ")), ["ウェブ", "紙", ""], ["紙", "ウェブ"], "紙、ウェブ"),
        (Field("文", "long_text"), "一\r\n二", "一\n二", "一\n二"),
    ],
)
def test_what_was_typed_becomes_a_value(field: Field, raw: str | list[str], value: object, words: str) -> None:
    assert value_of(field=field, raw=raw) == value
    assert shown(field=field, value=value) == words


@pytest.mark.parametrize(
    ("field", "raw", "says"),
    [
        (Field("日", "date"), "平成40年1月1日", "日付として読めません"),
        (Field("日", "date"), "2026-02-30", "日付として読めません"),
        (Field("円", "number", minimum=10, unit="円"), "9", "10円以上"),
        (Field("円", "number", maximum=10), "1e99", "10以下"),
        (Field("円", "number"), "NaN", "数字だけ"),
        (Field("円", "number"), "たくさん", "数字だけ"),
        (Field("選", "choice", options=("紙",)), "空", "選択肢にありません"),
        (Field("選", "choices", options=("紙",), required=True), [], "1つ以上"),
        (Field("文", "long_text", max_length=5), "六文字の文章", "5文字まで"),
        (Field("文", "long_text"), "あ" * 200_000, "いま200,000文字"),
        (Field("文", "text", required=True), "\u3000", "入力してください"),
    ],
)
def test_what_is_no_value_is_said_with_the_next_step(field: Field, raw: str | list[str], says: str) -> None:
    with pytest.raises(NotAValue, match=says):
        value_of(field=field, raw=raw)


def test_a_line_whose_places_are_all_empty_is_left_out_and_what_is_missing_is_named() -> None:
    content = content_of(plain=PLAIN)
    made = assemble(content=content, inputs={"内容": "断水", "費用": "0"}, blanks={"町名": "みほん町"})
    assert made.text == "みほん町のお知らせ\n\n内容: 断水\n費用: 0円（）\n以上"
    assert made.whole
    empty = assemble(content=content, inputs={}, blanks={})
    assert (empty.missing_fields, empty.missing_blanks) == (("内容",), ("町名",))
    assert empty.text.startswith("〔町名〕のお知らせ")


def test_a_value_that_looks_like_a_place_is_not_filled_again() -> None:
    content = content_of(plain=PLAIN)
    made = assemble(content=content, inputs={"内容": "{{町名}}を書く"}, blanks={"町名": "みほん町"})
    assert "内容: {{町名}}を書く" in made.text


def test_versions_are_compared_by_part_and_line() -> None:
    older = content_of(plain=PLAIN)
    newer = content_of(plain=without(body=PLAIN["body"].replace("以上", "終わり"), title="知らせ"))
    parts = {part.label: part.lines for part in differences(older=older, newer=newer)}
    assert set(parts) == {"題名", "本文"}
    assert [(piece.kind, piece.text) for line in parts["本文"] for piece in line.pieces if piece.kind != "same"] == [
        ("removed", "以上"),
        ("added", "終わり"),
    ]
    assert differences(older=older, newer=older) == ()


def test_the_fiscal_year_begins_in_april() -> None:
    assert fiscal_year_words(day=date(2027, 3, 31)) == "令和8年度"
    assert fiscal_year_words(day=date(2019, 4, 1)) == "平成31年度"


def test_two_fields_of_one_name_are_refused() -> None:
    twice = [*PLAIN["fields"], {"name": "内容", "type": "text"}]
    with pytest.raises(NotATemplate, match="2つあります"):
        content_from(plain=without(fields=twice))
    assert isinstance(content_of(plain=PLAIN), Content)
