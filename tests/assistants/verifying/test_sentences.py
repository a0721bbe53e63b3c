"""Sentences come out of a stream as soon as their end is certain, however the stream is cut."""

import pytest

from assistants.verifying.sentences import SentenceSplitter, split_sentences

TEXT = (
    "手数料は300円です[[P1]]。受付は8:30〜17:15です。[[P1]][[P2]]"
    "詳しくは「住民課。です」へ。（休みあり。）3.5倍です。 [[P3]]\n"
    "- 項目です。\n1. 次 https://a.example/x?y=1 です！？はい。"
    "The fee is 3.5 yen. Open from 9 a.m. to 5 p.m. daily.  Yes!"
)


def test_sentences_of_a_text():
    assert split_sentences(TEXT) == [
        "手数料は300円です[[P1]]。",
        "受付は8:30〜17:15です。[[P1]][[P2]]",
        "詳しくは「住民課。です」へ。",
        "（休みあり。）3.5倍です。 [[P3]]",
        "- 項目です。",
        "1. 次 https://a.example/x?y=1 です！？",
        "はい。",
        "The fee is 3.5 yen.",
        "Open from 9 a.m. to 5 p.m. daily.",
        "Yes!",
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_the_cut_of_the_stream_changes_nothing(size):
    splitter = SentenceSplitter()
    found = [sentence for start in range(0, len(TEXT), size) for sentence in splitter.feed(TEXT[start : start + size])]
    assert [*found, *splitter.rest()] == split_sentences(TEXT)


def test_a_bracket_that_never_closes_does_not_hold_everything_back():
    assert len(split_sentences("「" + "あ" * 310 + "。い。う。")) == 3


def test_the_number_of_an_item_is_no_sentence():
    assert split_sentences("１．申請書を出します。\n（２）．手数料を払います。") == [
        "１．申請書を出します。",
        "（２）．手数料を払います。",
    ]
