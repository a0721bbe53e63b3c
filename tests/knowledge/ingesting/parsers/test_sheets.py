"""FAQ sheets and tables: CSV in every charset, spreadsheets, column names, dates."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from knowledge.ingesting.parsed import DocumentKind, FindingKind, WarningCode
from knowledge.ingesting.parsers.charset import decode
from knowledge.ingesting.parsers.csv_file import parse_csv
from knowledge.ingesting.parsers.csv_rows import read_csv
from knowledge.ingesting.parsers.faq_columns import find_columns
from knowledge.ingesting.parsers.faq_sheet import preview, read_date
from knowledge.ingesting.parsers.merged_cells import filled
from knowledge.ingesting.parsers.spreadsheet import mapped_sheet, parse_spreadsheet, read_sheets
from knowledge.ingesting.parsers.table_rows import guessed_header_rows, table_text
from knowledge.ingesting.refused import FailureCode, Refused
from tests.knowledge.ingesting import papers

SHEET = (
    "質問,回答,担当課,分類,言い換え,有効期限\r\n"
    "ごみの日は？,月曜と木曜です。,環境課,ごみ,ゴミいつ／収集日,令和9年3月31日\r\n"
    '住民票は？,"窓口で取れます。\n手数料は300円です。",住民課,証明,,\r\n'
)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_faq_sheets_are_read_in_every_charset(charset: str) -> None:
    document = parse_csv(content=SHEET.encode(charset), name="よくある質問.csv")
    first, second = document.faq_rows
    assert (document.kind, document.title) == (DocumentKind.FAQ, "よくある質問")
    assert (first.question, first.section, first.category) == ("ごみの日は？", "環境課", "ごみ")
    assert (first.variants, first.valid_until, first.row_number) == (("ゴミいつ", "収集日"), date(2027, 3, 31), 2)
    assert second.answer == "窓口で取れます。\n手数料は300円です。"


@pytest.mark.parametrize(
    "header",
    ["Q,A", "No.,質問内容,回答内容", "question,answer", "【質問】,【回答】", "Ｑ,Ａ", "問,答", "よくある質問,回答文"],
)
def test_columns_are_found_by_the_names_towns_give_them(header: str) -> None:
    columns = find_columns(rows=[header.split(",")])
    assert columns.question is not None
    assert columns.answer is not None


def test_a_title_above_the_header_is_passed_over() -> None:
    content = "結町よくある質問,,\n令和8年度,,\nNo,質問,回答\n1,ごみの日は？,月曜です。\n".encode()
    row = parse_csv(content=content, name="a.csv").faq_rows[0]
    assert (row.question, row.row_number) == ("ごみの日は？", 4)


def test_the_mapping_page_sees_headers_and_first_rows() -> None:
    rows, _ = read_csv(content=SHEET.encode())
    shown = preview(rows=rows)
    assert shown.headers[0] == "質問"
    assert (shown.columns.question, shown.columns.answer, shown.row_count) == (0, 1, 2)


def test_rows_that_are_left_out_are_named() -> None:
    content = "質問,回答,有効期限\nA,い,いつか\n,ろ,\nＡ？,は,\nB,,\n".encode()
    document = parse_csv(content=content, name="a.csv")
    assert [row.question for row in document.faq_rows] == ["A"]
    assert {(warning.code, warning.place) for warning in document.warnings} == {
        (WarningCode.ROWS_SKIPPED, "3、5行目"),
        (WarningCode.DUPLICATE_QUESTIONS, "4行目"),
        (WarningCode.BAD_DATES, "2行目"),
    }


def test_a_sheet_of_headers_only_is_named() -> None:
    with pytest.raises(Refused) as refused:
        parse_csv(content="質問,回答\n".encode(), name="a.csv")
    assert refused.value.code is FailureCode.NO_FAQ_ROWS


def test_a_table_becomes_lines_with_headers() -> None:
    content = "品目,よみ,分別区分,手数料\nなべ,なべ,小型金属,\n布団,ふとん,粗大,500円\n".encode("cp932")
    document = parse_csv(content=content, name="gomi.csv")
    assert document.kind is DocumentKind.TABLE
    assert document.blocks[0].text.split("\n")[1] == "品目: 布団／よみ: ふとん／分別区分: 粗大／手数料: 500円"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("2027/3/31", date(2027, 3, 31)),
        ("２０２７年３月３１日", date(2027, 3, 31)),
        ("R9.3.31", date(2027, 3, 31)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("2027-03-31 00:00", date(2027, 3, 31)),
        ("2027-02-30", None),
        ("来年", None),
    ],
)
def test_dates_are_read_as_clerks_write_them(written: str, read: date | None) -> None:
    assert read_date(text=written) == read


def test_a_spreadsheet_faq_is_read_and_its_hidden_sheet_held() -> None:
    rows = [["質問", "回答", "有効期限"], ["ごみの日は？", "月曜です。", date(2027, 3, 31)]]
    document = parse_spreadsheet(content=papers.xlsx(rows, hidden=[["内部の電話番号は九番です"]]), name="faq.xlsx")
    assert document.faq_rows[0].valid_until == date(2027, 3, 31)
    assert [(finding.kind, finding.place) for finding in document.findings] == [(FindingKind.HIDDEN_SHEET, "内部用")]


def test_a_spreadsheet_table_keeps_whole_numbers_whole() -> None:
    rows = [["料金の一覧", None, None], ["区分", "料金", "枚数"], ["大", 400, 10.5]]
    document = parse_spreadsheet(content=papers.xlsx(rows), name="a.xlsx")
    assert document.blocks[-1].text == "区分: 大／料金: 400／枚数: 10.5"
    assert document.blocks[1].text == "料金の一覧"
    assert document.blocks[-1].place == "一覧"


def test_a_torn_spreadsheet_is_named() -> None:
    with pytest.raises(Refused) as refused:
        parse_spreadsheet(content=papers.xlsx([["a", "b"]])[:900], name="a.xlsx")
    assert refused.value.code is FailureCode.BROKEN


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig"])
def test_short_texts_are_decoded_right(charset: str) -> None:
    for text in ("ごみの収集日は月曜日です。", "役場", "住民票の写し（300円）本庁", "ｺﾞﾐ袋 大40円"):
        if charset == "iso2022_jp" and "ｺﾞ" in text:
            continue
        if charset == "euc_jp" and len(text) < 5:
            continue  # two kanji alone are readable in both encodings
        assert decode(content=text.encode(charset)).text == text


def test_bytes_that_are_no_text_are_named() -> None:
    with pytest.raises(Refused) as refused:
        decode(content=bytes(range(128, 256)) * 20)
    assert refused.value.code is FailureCode.UNREADABLE_CHARSET


def merged_sheet() -> bytes:
    """A list as towns make it: a cover sheet, a title across the table, two rows of merged headers, merged groups."""
    book = Workbook()
    book.active.title = "表紙"
    book.active.append(["よくある質問集"])
    sheet = book.create_sheet("一覧")
    rows = [
        ["令和8年度 よくある質問一覧", "", "", "", ""],
        ["番号", "住民の方から", "", "役場の回答", "担当課"],
        ["", "ご質問", "別の聞き方", "", ""],
        [1, "熊を見たら？", "クマが出た", "農林課へ。", "農林課"],
        [2, "わなは置けますか？", "", "免許が要ります。", ""],
    ]
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    for span in ("A1:E1", "B2:C2", "A2:A3", "D2:D3", "E2:E3", "E4:E5"):
        sheet.merge_cells(span)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_merged_headers_name_their_columns_and_merged_cells_speak_for_each_row() -> None:
    shown = preview(rows=mapped_sheet(sheets=read_sheets(content=merged_sheet())[0])[1])
    assert shown.headers == ("番号", "ご質問", "別の聞き方", "役場の回答", "担当課")
    columns = shown.columns
    assert (columns.question, columns.variants, columns.answer, columns.section, columns.header_row) == (1, 2, 3, 4, 2)
    document = parse_spreadsheet(content=merged_sheet(), name="a.xlsx", columns=columns)
    assert [(row.question, row.section) for row in document.faq_rows] == [
        ("熊を見たら？", "農林課"),
        ("わなは置けますか？", "農林課"),
    ]


def test_headers_that_excel_wrote_into_a_csv_with_gaps_are_joined() -> None:
    content = "区分,住民から,,役場から\r\n,ご質問,聞き方,ご回答\r\n税,いつ？,,6月です。\r\n".encode("cp932")
    shown = preview(rows=read_csv(content=content)[0])
    assert shown.headers == ("区分", "ご質問", "聞き方", "ご回答")
    assert (shown.columns.question, shown.columns.answer, shown.row_count) == (1, 3, 1)


def test_a_survey_is_not_taken_for_an_faq_without_a_clerk() -> None:
    content = "設問の質問,住民の回答\r\n満足ですか,はい\r\n".encode()
    assert parse_csv(content=content, name="a.csv").kind is DocumentKind.TABLE


def test_a_table_of_two_header_rows_names_both() -> None:
    rows = [["施設", "料金", "料金"], ["施設", "大人", "子ども"], ["体育館", "300円", "100円"]]
    assert guessed_header_rows(rows=rows) == 2
    assert table_text(rows=rows, header_rows=2) == "施設: 体育館／料金・大人: 300円／料金・子ども: 100円"


def test_a_column_merged_to_the_end_of_the_world_is_cut() -> None:
    assert filled(
        rows=[["a", ""], ["b", ""]], start=(0, 0), ranges=[((0, 0), (0, 1)), ((1, 0), (1_048_575, 16_383))]
    ) == [
        ["a", "a"],
        ["b", "b"],
    ]


@pytest.mark.parametrize(
    ("headers", "is_garbage"),
    [
        ("品目,よみ,分別区分,出し方", True),
        ("地区,分別区分,収集日", True),
        ("ごみの種類,地区,収集曜日", True),
        ("品目,区分,手数料", False),
        ("施設,種別,料金", False),
        ("地区,種別,日程", False),
    ],
)
def test_a_garbage_table_among_documents_is_noticed(headers: str, is_garbage: bool) -> None:
    row = ",".join("甲" for _ in headers.split(","))
    document = parse_csv(content=f"{headers}\n{row}\n{row}\n".encode(), name="a.csv")
    assert [each.code for each in document.warnings] == [WarningCode.GARBAGE_TABLE] * is_garbage
