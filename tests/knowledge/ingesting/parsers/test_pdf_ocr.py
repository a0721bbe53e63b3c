"""Scanned PDFs: read by OCR page by page, marked as such, refused clearly where OCR is missing or finds nothing."""

import difflib

import pytest

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import BlockKind, ParsedDocument, WarningCode
from knowledge.ingesting.parsers import pdf_pages
from knowledge.ingesting.parsers.pdf import parse_pdf
from knowledge.ingesting.refused import FailureCode, Refused
from tests.knowledge.ingesting import papers

FIRST = "結町では、四月から国民健康保険の手続きを本庁一階の住民課で受け付けます。電話は0999-10-1234です。"
SECOND = "燃やすごみは月曜日と木曜日の朝八時までに出してください。指定袋は町内の商店で買えます。"
TWO_PAGES = f'<h1>春の広報</h1><p>{FIRST}</p><h1 style="break-before:page">ごみの収集</h1><p>{SECOND}</p>'


@pytest.fixture(scope="module")
def two_pages() -> bytes:
    return papers.pdf(TWO_PAGES, "h1 { font-size: 22pt } body { font-size: 12pt }")


def read(content: bytes, **limits: int) -> ParsedDocument:
    return parse_pdf(content=content, name="広報.pdf", limits=Limits(**limits))


def likeness(text: str, wanted: str) -> float:
    plain = "".join(text.split())
    return difflib.SequenceMatcher(None, plain, wanted, autojunk=False).ratio()


def test_a_page_that_is_a_picture_is_read_among_pages_of_text(two_pages: bytes) -> None:
    document = read(papers.scan(two_pages, only=frozenset({2})))
    assert {block.page for block in document.blocks if block.from_ocr} == {2}
    assert any(block.text == FIRST and block.page == 1 and not block.from_ocr for block in document.blocks)
    read_by_ocr = [block for block in document.blocks if block.page == 2]
    assert any(likeness(block.text, SECOND) > 0.9 for block in read_by_ocr)
    headings = [block.text for block in read_by_ocr if block.kind is BlockKind.HEADING]
    assert headings == ["ごみの収集"]
    assert [(warning.code, warning.place) for warning in document.warnings] == [(WarningCode.READ_BY_OCR, "2ページ")]


def test_a_read_line_knows_its_place_on_the_page(two_pages: bytes) -> None:
    files = (two_pages, papers.scan(two_pages, only=frozenset({1})))
    printed, scanned = (next(b for b in read(each).blocks if b.text.startswith("結町では")) for each in files)
    assert (printed.from_ocr, scanned.from_ocr) == (False, True)
    for ours, theirs in zip(printed.spots[0], scanned.spots[0], strict=True):
        assert abs(ours - theirs) < 15


def test_vertical_writing_in_a_scan_is_read_by_columns() -> None:
    columns = ["結町では春に桜の祭りを開きます。", "夏には川で花火を上げます。", "秋には稲を刈り冬を待ちます。"]
    letters = "".join(
        f'<div style="position:absolute;right:{number * 34}pt;top:{at * 21}pt">{letter}</div>'
        for number, column in enumerate(columns)
        for at, letter in enumerate(column)
    )
    page = papers.pdf(f'<div style="position:relative;height:600pt;font-size:18pt">{letters}</div>')
    assert likeness(read(papers.scan(page)).text(), "".join(columns)) > 0.7


def test_without_ocr_the_refusal_says_so_and_pages_of_text_are_taken_in(
    two_pages: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_pages, "ocr_is_there", lambda: False)
    with pytest.raises(Refused) as refused:
        read(papers.scan(two_pages))
    assert refused.value.code is FailureCode.OCR_MISSING
    mixed = read(papers.scan(two_pages, only=frozenset({2})))
    assert [(warning.code, warning.place) for warning in mixed.warnings] == [(WarningCode.OCR_NOT_THERE, "2ページ")]
    assert FIRST in mixed.text()


def test_more_scanned_pages_than_allowed_are_refused_before_hours_pass(two_pages: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(papers.scan(two_pages), ocr_pages=1)
    assert (refused.value.code, refused.value.detail) == (FailureCode.OCR_TOO_LONG, "1ページまで")


def test_a_picture_of_absurd_size_is_not_opened() -> None:
    with pytest.raises(Refused) as refused:
        read(papers.scanned_pdf(), pixels=200_000)
    assert (refused.value.code, refused.value.detail) == (FailureCode.PIXEL_BOMB, "400×600")


def test_the_worker_reads_scans_under_its_limits_and_each_page_gives_time_for_the_next(two_pages: bytes) -> None:
    document = parse(content=papers.scan(two_pages, only=frozenset({2})), name="広報.pdf")
    assert any(block.from_ocr for block in document.blocks)


def test_a_dense_table_of_figures_is_told_to_be_unsure() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{row * 137 + column * 41}</td>' for column in range(14))}</tr>" for row in range(60)
    )
    style = "table { border-collapse: collapse; font-size: 4.5pt } td { border: 1.2pt solid; line-height: 1 }"
    document = read(papers.scan(papers.pdf(f"<p>{FIRST}</p><table>{rows}</table>", style), dpi=100))
    assert WarningCode.OCR_UNSURE in {warning.code for warning in document.warnings}
