"""Word and PowerPoint: structure, tables, and text that does not print."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from pptx import Presentation
from pptx.util import Inches

from knowledge.ingesting.parsed import BlockKind, FindingKind, WarningCode
from knowledge.ingesting.parsers.slides import parse_slides
from knowledge.ingesting.parsers.word import parse_word
from knowledge.ingesting.refused import FailureCode, Refused
from tests.knowledge.ingesting import papers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_word_file_keeps_headings_lists_and_merged_cells() -> None:
    document = parse_word(content=papers.docx(), name="a.docx")
    assert document.title == "防災のしおり"
    table = next(block for block in document.blocks if block.kind is BlockKind.TABLE)
    assert table.rows == (("地区", "避難所"), ("東", "小学校"), ("西", "小学校"))
    assert table.heading_path == ("防災のしおり", "避難所")


def test_hidden_white_and_tiny_words_are_held() -> None:
    document = parse_word(content=papers.docx(), name="a.docx")
    assert [finding.kind for finding in document.findings] == [FindingKind.HIDDEN_TEXT] * 3
    assert not any(word in document.text() for word in ("隠された", "白い文字", "小さい文字"))
    assert "見える文。" in document.text()


def test_tracked_changes_are_accepted_and_readings_of_kanji_left_out() -> None:
    source = Document()
    paragraph = source.add_paragraph("料金は")._p
    for xml in (
        f"<w:del {W}><w:r><w:delText>100円</w:delText></w:r></w:del>",
        f"<w:ins {W}><w:r><w:t>200円</w:t></w:r></w:ins>",
        f"<w:r {W}><w:ruby><w:rt><w:r><w:t>くもい</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>雲居</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>",
    ):
        paragraph.append(parse_xml(xml))
    out = BytesIO()
    source.save(out)
    document = parse_word(content=out.getvalue(), name="a.docx")
    assert document.blocks[0].text == "料金は200円雲居"
    assert document.warnings[0].code is WarningCode.TRACKED_CHANGES


def slides() -> bytes:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "ごみの減量"
    first.placeholders[1].text = "生ごみを減らします。"
    first.notes_slide.notes_text_frame.text = "去年は一割減りました。"
    table = first.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for row, cells in enumerate([("年度", "量"), ("2025", "120トン")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "内部の検討"
    second._element.set("show", "0")
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def test_slides_keep_titles_tables_and_notes() -> None:
    document = parse_slides(content=slides(), name="a.pptx")
    found = [(block.text, block.place, block.page) for block in document.blocks]
    assert ("生ごみを減らします。", "スライド1", 1) in found
    assert ("年度: 2025／量: 120トン", "スライド1", 1) in found
    assert ("去年は一割減りました。", "スライド1（ノート）", 1) in found
    assert document.title == "ごみの減量"


def test_a_hidden_slide_is_held() -> None:
    document = parse_slides(content=slides(), name="a.pptx")
    assert "内部の検討" not in document.text()
    assert [(finding.kind, finding.place) for finding in document.findings] == [(FindingKind.HIDDEN_SHEET, "スライド2")]


@pytest.mark.parametrize("parser", [parse_word, parse_slides])
def test_a_torn_file_is_named(parser) -> None:
    for content in (papers.archive({"word/document.xml": b"<torn"}), papers.docx()[:2_000]):
        with pytest.raises(Refused) as refused:
            parser(content=content, name="a.docx")
        assert refused.value.code is FailureCode.BROKEN
