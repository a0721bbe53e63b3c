"""Typed notices: headings by their signs, paragraphs by blank lines."""

import pytest

from knowledge.ingesting.parsed import BlockKind
from knowledge.ingesting.parsers.plain_text import parse_plain_text
from knowledge.ingesting.refused import FailureCode, Refused

NOTICE = """回覧　令和8年12月号
令和8年11月20日

━━━━━━━━━━
１　雪下ろしの講習会
━━━━━━━━━━
　日時は12月6日です。
　場所は村民センターです。

■ 持ち物
・軍手
・長靴（持っている人だけで
　かまいません）
"""


def test_a_notice_keeps_its_headings_and_lists() -> None:
    document = parse_plain_text(content=NOTICE.encode("cp932"), name="a.txt")
    found = [(block.kind, block.text) for block in document.blocks]
    assert document.title == "回覧　令和8年12月号"
    assert (BlockKind.HEADING, "１　雪下ろしの講習会") in found
    assert (BlockKind.HEADING, "■ 持ち物") in found
    assert (BlockKind.LIST_ITEM, "・長靴（持っている人だけで\nかまいません）") in found
    assert document.blocks[-1].heading_path == ("回覧　令和8年12月号", "■ 持ち物")


def test_a_text_of_rules_only_is_named() -> None:
    with pytest.raises(Refused) as refused:
        parse_plain_text(content="━━━━━\n\n".encode(), name="a.txt")
    assert refused.value.code is FailureCode.NO_TEXT
