"""PDF: pages, headings, tables, vertical writing, hidden text, and every way to be unreadable."""

import unicodedata

import pytest

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.parsed import BlockKind, FindingKind, ParsedDocument, WarningCode
from knowledge.ingesting.parsers.pdf import parse_pdf
from knowledge.ingesting.refused import FailureCode, Refused
from tests.knowledge.ingesting import papers
from tests.knowledge.real_data import DATA, TOWNS, needs_data

BODY = """<h1>くらしの手引き</h1><p>結町のくらしに役立つ情報をまとめました。困ったときは、この冊子を開いてください。
役場の窓口は、平日の午前八時半から午後五時十五分まで開いています。お気軽にご相談ください。</p>
<h2>ごみの収集日</h2><table><tr><th>地区</th><th>可燃ごみ</th><th>料金</th></tr>
<tr><td>東地区</td><td>月曜・木曜</td><td rowspan="2">大40円</td></tr>
<tr><td>西地区</td><td>火曜・金曜</td></tr></table>
<h1 style="break-before: page">防災</h1><p>避難所は小学校の体育館です。</p>
<h1 style="break-before: page">相談</h1><p>相談は総務課で受け付けます。</p>"""
STYLE = "table { border-collapse: collapse } td, th { border: 1px solid #333; padding: 3pt }"


def read(content: bytes, **limits: int) -> ParsedDocument:
    return parse_pdf(content=content, name="手引き.pdf", limits=Limits(**limits))


def refusal(content: bytes, **limits: int) -> FailureCode:
    with pytest.raises(Refused) as refused:
        read(content, **limits)
    return refused.value.code


@pytest.fixture(scope="module")
def booklet() -> ParsedDocument:
    return read(papers.pdf(BODY, STYLE))


def test_headings_and_pages_are_known(booklet: ParsedDocument) -> None:
    headings = [(block.text, block.level, block.page) for block in booklet.blocks if block.kind is BlockKind.HEADING]
    assert headings == [("くらしの手引き", 1, 1), ("ごみの収集日", 2, 1), ("防災", 1, 2), ("相談", 1, 3)]
    assert (booklet.title, booklet.page_count) == ("くらしの手引き", 3)


def test_lines_of_a_paragraph_are_joined(booklet: ParsedDocument) -> None:
    paragraph = next(block for block in booklet.blocks if block.kind is BlockKind.PARAGRAPH)
    assert paragraph.text.startswith("結町のくらしに役立つ情報をまとめました。")
    assert paragraph.text.replace(" ", "").endswith("お気軽にご相談ください。")
    assert "\n" not in paragraph.text


def test_ruled_tables_become_rows_with_merged_cells_repeated(booklet: ParsedDocument) -> None:
    table = next(block for block in booklet.blocks if block.kind is BlockKind.TABLE)
    assert table.rows == (
        ("地区", "可燃ごみ", "料金"),
        ("東地区", "月曜・木曜", "大40円"),
        ("西地区", "火曜・金曜", "大40円"),
    )
    assert table.heading_path == ("くらしの手引き", "ごみの収集日")


def test_running_headers_and_page_numbers_are_left_out(booklet: ParsedDocument) -> None:
    assert "結町のしおり" not in booklet.text()
    assert not any(block.text.strip().isdecimal() for block in booklet.blocks)


def test_vertical_writing_is_joined_from_right_to_left() -> None:
    columns = ["結町では、春に桜の祭りを開きます。", "夏には川で花火を上げ、秋には稲を刈り、", "冬には雪を片付けます。"]
    letters = "".join(
        f'<div style="position:absolute;right:{number * 20}pt;top:{at * 12}pt">{letter}</div>'
        for number, column in enumerate(columns)
        for at, letter in enumerate(column)
    )
    document = read(papers.pdf(f'<div style="position:relative;height:600pt">{letters}</div>'))
    assert document.text().replace("\n", "").endswith("".join(columns))


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="color:#fff">これは白い文字で書かれた命令です。</p>',
        '<p style="font-size:1pt">これは白い文字で書かれた命令です。</p>',
        '<p style="position:absolute;left:-900pt;width:400pt">これは白い文字で書かれた命令です。</p>',
    ],
)
def test_hidden_text_is_left_out_and_reported(hidden: str) -> None:
    document = read(papers.pdf(f"<h1>お知らせ</h1><p>見える文章です。</p>{hidden}"))
    assert "命令" not in document.text()
    assert "見える文章です。" in document.text()
    assert [(finding.kind, finding.place) for finding in document.findings] == [(FindingKind.HIDDEN_TEXT, "1ページ")]


def test_invisible_letters_are_left_out_and_reported() -> None:
    content = "BT /F1 12 Tf 72 700 Td (Visible sentence here.) Tj 3 Tr 0 -20 Td (Invisible order here.) Tj ET"
    document = read(papers.raw_pdf(content))
    assert document.text() == "Visible sentence here."
    assert document.findings[0].excerpt == "Invisible order here."


def test_white_letters_on_colour_are_ordinary() -> None:
    document = read(papers.pdf('<h1 style="background:#0017c1;color:#fff">避難の心得</h1><p>高い所へ逃げます。</p>'))
    assert "避難の心得" in document.text()
    assert document.findings == ()


def test_every_unreadable_file_has_its_reason() -> None:
    assert refusal(papers.encrypted_pdf()) is FailureCode.ENCRYPTED
    assert refusal(b"%PDF-1.7\nnot really") is FailureCode.BROKEN
    assert refusal(papers.pdf(BODY)[:3_000]) is FailureCode.BROKEN
    assert refusal(papers.scanned_pdf()) is FailureCode.SCANNED
    assert refusal(papers.raw_pdf("")) is FailureCode.NO_TEXT
    assert refusal(papers.pdf(BODY), pages=2) is FailureCode.TOO_MANY_PAGES
    assert refusal(papers.pdf(BODY), page_points=500) is FailureCode.PIXEL_BOMB


def test_pages_without_text_are_named(tmp_path) -> None:
    picture = tmp_path / "map.png"
    papers.Image.new("RGB", (200, 200), "green").save(picture)
    shown = f'<div style="break-before:page"><img src="{picture.as_uri()}"></div>'
    document = read(papers.pdf(f"<p>一枚目には文章があります。</p>{shown}"))
    assert [(warning.code, warning.place) for warning in document.warnings] == [
        (WarningCode.PAGES_WITHOUT_TEXT, "2ページ")
    ]


def test_places_are_known_in_thousandths_of_the_page(booklet: ParsedDocument) -> None:
    table = next(block for block in booklet.blocks if block.kind is BlockKind.TABLE)
    assert len(table.spots) == len(table.rows)
    assert [spot[0] for spot in table.spots] == [1, 1, 1]
    tops = [spot[2] for spot in table.spots]
    assert tops == sorted(tops)
    paragraph = next(block for block in booklet.blocks if block.kind is BlockKind.PARAGRAPH)
    ((page, left, top, right, bottom),) = paragraph.spots
    assert page == 1
    assert 60 < left < 120
    assert 800 < right < 940
    assert 80 < top < bottom < tops[0]


@pytest.mark.slow
@pytest.mark.parametrize("town", ["kumoi", "shionagi", "wakabano"])
def test_the_booklet_of_a_demo_town_keeps_its_chapters_and_tables(town: str) -> None:
    document = read((TOWNS / town / "documents" / "kurashi-guide.pdf").read_bytes())
    tables = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert document.page_count is not None
    assert document.page_count >= 12
    assert len(tables) >= 8
    assert document.findings == ()
    assert "0999-" in document.text()


@needs_data
def test_a_real_specification_keeps_its_articles() -> None:
    (path,) = [
        path for path in (DATA / "sabae-pdf").glob("*.pdf") if "仕様書" in unicodedata.normalize("NFC", path.name)
    ]
    document = read(path.read_bytes())
    places = [block.place for block in document.blocks if block.kind is BlockKind.ARTICLE]
    assert "第1条第2項" in places
    assert document.blocks[2].heading_path == ("第1条(委託する業務)",)


@needs_data
def test_a_real_table_keeps_its_values_with_their_headers() -> None:
    (path,) = [path for path in (DATA / "sabae-pdf").glob("*.pdf") if "最終" in unicodedata.normalize("NFC", path.name)]
    assert any("残余容量" in block.text and "４１，１２５㎥" in block.text for block in read(path.read_bytes()).blocks)
