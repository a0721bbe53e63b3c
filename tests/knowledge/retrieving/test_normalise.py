"""The search copy: one spelling for what means the same."""

import pytest

from knowledge.retrieving.normalise import normalise
from tests.knowledge.real_data import DATA, needs_data


@pytest.mark.parametrize(
    ("written", "search_copy"),
    [
        ("令和５年４月１日", "2023年4月1日"),
        ("令和元年度", "2019年度"),
        ("平成三十一年", "2019年"),
        ("昭和64年1月7日", "1989年1月7日"),
        ("R5.4.1から", "2023年4月1日から"),
        ("H30年度", "2018年度"),
        ("2023/04/01", "2023年4月1日"),
        ("平成 31 年 3 月 31 日", "2019年3月31日"),
        ("平成45年度", "平成45年度"),
        ("０９９９－１０－１１０２", "0999-10-1102"),
        ("0999ー10ー1102", "0999-10-1102"),
        ("１２,３４５円", "12345円"),
        ("ｺﾞﾐ袋", "ゴミ袋"),
        ("髙橋・渡邊・澤田", "高橋・渡辺・沢田"),
        ("齋藤さんと斎場", "斉藤さんと斎場"),
        ("⽇本の⺠家", "日本の民家"),
        ("サーバーー", "サーバー"),
        ("10時～17時", "10時~17時"),
        ("ごみ\u200b袋", "ごみ袋"),
        ("①Wi-Fi", "1wi-fi"),
    ],
)
def test_spellings_of_the_same_meet(written: str, search_copy: str) -> None:
    assert normalise(text=written) == search_copy


def test_long_vowels_are_no_hyphens_and_numbers_keep_their_minus() -> None:
    assert normalise(text="コンピュータ－室") == "コンピューター室"
    assert normalise(text="A－1") == "a-1"


@needs_data
def test_normalising_twice_changes_nothing() -> None:
    text = (DATA / "sabae-reiki" / "reiki_plain.json").read_text(encoding="utf-8")[:1_000_000]
    once = normalise(text=text)
    assert normalise(text=once) == once
