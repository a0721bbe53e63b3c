"""HTML pages: content without menus, tables readable, hidden text apart, every charset."""

import pytest

from knowledge.ingesting.parsed import BlockKind, FindingKind
from knowledge.ingesting.parsers.html import parse_html
from knowledge.ingesting.parsers.markdown import parse_markdown
from knowledge.ingesting.refused import FailureCode, Refused

PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>ごみの出し方｜結町公式サイト</title>
<style>.skipped {{ display: none }} @media print {{ .noprint {{ display: none }} }}</style></head><body>
<header><p>結町</p><nav><ul><li><a href="/">トップ</a></li><li><a href="/k">くらし</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">トップ</a> ＞ ごみ</div>
<main id="honbun"><h1>ごみの出し方</h1><p class="noprint">収集日の朝8時までに<strong>出して</strong>ください。</p>
<h2 id="fukuro">指定袋</h2><ul><li>大は40円です。</li><li>小は20円です。</li></ul>
<table><caption>収集日</caption><tr><th>地区</th><th>可燃</th><th>不燃</th></tr>
<tr><td rowspan="2">東</td><td>月</td><td>第1火</td></tr><tr><td>木</td><td>第3火</td></tr></table>
<p><ruby>雲居<rp>(</rp><rt>くもい</rt><rp>)</rp></ruby>地区</p>{more}</main>
<footer><p>〒000-9019 結町役場 電話0999-10-1100</p></footer><script>alert(1)</script></body></html>"""


def page(more: str = "", charset: str = "utf-8") -> bytes:
    return PAGE.format(more=more, charset=charset).encode(charset)


def test_the_content_is_kept_and_the_frame_left_out() -> None:
    document = parse_html(content=page(), name="a.html")
    assert document.title == "ごみの出し方"
    text = document.text()
    assert "収集日の朝8時までに出してください。" in text
    assert not any(word in text for word in ("トップ", "くらし", "役場", "alert", "くもい"))
    assert document.findings == ()


def test_headings_lists_and_anchors_are_known() -> None:
    blocks = parse_html(content=page(), name="a.html").blocks
    item = next(block for block in blocks if block.kind is BlockKind.LIST_ITEM)
    assert (item.text, item.heading_path, item.html_anchor) == ("大は40円です。", ("ごみの出し方", "指定袋"), "fukuro")


def test_merged_cells_are_repeated_and_every_value_has_its_header() -> None:
    blocks = parse_html(content=page(), name="a.html").blocks
    table = next(block for block in blocks if block.kind is BlockKind.TABLE)
    assert table.rows == (("地区", "可燃", "不燃"), ("東", "月", "第1火"), ("東", "木", "第3火"))
    assert table.text.split("\n")[1] == "地区: 東／可燃: 木／不燃: 第3火"


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
def test_pages_in_every_japanese_charset_are_read(charset: str) -> None:
    assert "収集日" in parse_html(content=page(charset=charset), name="a.html").text()


def test_a_wrong_declaration_does_not_spoil_the_text() -> None:
    content = PAGE.format(more="", charset="utf-8").encode("cp932")
    assert "収集日の朝8時までに" in parse_html(content=content, name="a.html").text()


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">見えないところに書かれた文章です。</p>',
        "<p hidden>見えないところに書かれた文章です。</p>",
        '<div class="skipped">見えないところに書かれた文章です。</div>',
        '<p style="font-size:0">見えないところに書かれた文章です。</p>',
        '<p style="color:#FFF;background:#ffffff">見えないところに書かれた文章です。</p>',
        '<p style="position:absolute;left:-9999px">見えないところに書かれた文章です。</p>',
        '<p style="opacity: 0">見えないところに書かれた文章です。</p>',
        '<p style="visibility:hidden">見えないところに書かれた文章です。</p>',
    ],
)
def test_hidden_text_is_left_out_and_reported(hidden: str) -> None:
    document = parse_html(content=page(hidden), name="a.html")
    assert "見えない" not in document.text()
    assert [finding.kind for finding in document.findings] == [FindingKind.HIDDEN_TEXT]
    assert "見えないところ" in document.findings[0].excerpt


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="background:#0017c1;color:#fff">色の上の白い文字は見えます。</p>',
        '<p style="font-size:0.9em">色の上の白い文字は見えます。</p>',
        '<div style="background:navy"><p style="color:white">色の上の白い文字は見えます。</p></div>',
        '<p style="opacity:0.8">色の上の白い文字は見えます。</p>',
    ],
)
def test_text_that_can_be_seen_is_no_finding(shown: str) -> None:
    document = parse_html(content=page(shown), name="a.html")
    assert "白い文字は見えます" in document.text()
    assert document.findings == ()


def test_ids_that_a_page_hides_for_its_scripts_are_no_finding() -> None:
    document = parse_html(content=page('<div style="display:none"><div>e000000001</div></div>'), name="a.html")
    assert document.findings == ()


def test_a_page_nested_ten_thousand_deep_is_read() -> None:
    deep = "<div>" * 10_000 + "底の文です。" + "</div>" * 10_000
    assert parse_html(content=f"<html><body><p>上</p>{deep}</body></html>".encode(), name="a.html").blocks


def test_an_empty_page_is_named() -> None:
    with pytest.raises(Refused) as refused:
        parse_html(content=b"<html><body><nav>menu</nav></body></html>", name="a.html")
    assert refused.value.code is FailureCode.NO_TEXT


def test_markdown_keeps_tables_and_shows_raw_html_as_text() -> None:
    source = "---\ntitle: x\n---\n# 題\n\n**「国保」**は<script>x</script>\n\n|品目|日|\n|---|---|\n|なべ|月|\n"
    document = parse_markdown(content=source.encode(), name="a.md")
    assert document.title == "題"
    assert document.blocks[1].text == "「国保」は<script>x</script>"
    assert document.blocks[2].text == "品目: なべ／日: 月"
