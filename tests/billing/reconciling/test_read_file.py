"""Reading files of the bank: both formats of 全銀, CSV in each encoding, and everything that can be wrong with them."""

from datetime import date

import pytest

from billing.reconciling.read_file import MOST_BYTES, transfers_of
from billing.reconciling.transfer import FileRefused
from tests.billing.reconciling.bank_files import notices, statements, table

TODAY = date(2026, 11, 29)
ROWS = [
    (date(2026, 11, 27), 55_000, "ｸﾓｲﾑﾗｶｲｹｲｶﾝﾘｼﾔ", "2026-0001"),
    (date(2026, 11, 28), 1_234_567, "ｼｵﾅｷﾞﾁﾖｳ", ""),
]
PLAIN = [(day, yen) for day, yen, _payer, _edi in ROWS]


def read(content: bytes):
    return transfers_of(content=content, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [notices(ROWS), statements(ROWS), statements(ROWS, breaks=True)],
    ids=["notices", "statements", "with line ends"],
)
@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_both_zengin_formats_are_read_in_every_encoding(text, encoding) -> None:
    found = (
        read(text.removeprefix("\ufeff").encode(encoding)) if encoding != "utf-8-sig" else read(text.encode(encoding))
    )
    assert [(one.day, one.yen) for one in found] == PLAIN
    assert found[0].payer == "クモイムラカイケイカンリシヤ"
    assert "2026-0001" in found[0].note


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16"])
def test_a_banks_csv_is_read_by_its_heads_in_every_encoding(encoding) -> None:
    found = read(table(ROWS).encode(encoding))
    assert [(one.day, one.yen) for one in found] == PLAIN
    assert "クモイムラ" in found[0].payer


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("取引日,入出金(円),残高(円),入出金先内容", "20261127,55000,1,クモイムラ"),
        ("年月日,入払区分,取引金額,振込依頼人名", "令和8年11月27日,入金,55000,クモイムラ"),
        ("勘定日\t出金金額\t入金金額\t摘要", "R8.11.27\t\t55,000円\tクモイムラ"),
    ],
)
def test_heads_and_days_of_several_banks(heads, row) -> None:
    [found] = read(f"{heads}\n{row}\n".encode("cp932"))
    assert (found.day, found.yen, found.payer) == (date(2026, 11, 27), 55_000, "クモイムラ")


def test_a_cancelled_transfer_did_not_come() -> None:
    found = read(notices(ROWS, cancelled=[1]).encode("cp932"))
    assert [one.yen for one in found] == [55_000]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("日付,入金額\n2026/11/27,1".encode("euc_jp"), "列が見つかりません|文字コード"),
        (b"\xff\x00\xfd", "文字コードを読み取れませんでした"),
        (b"\xf1\xf0\xf3" + b"\x40" * 197, "EBCDIC"),
        (b"PK\x03\x04rest", "Excelのファイルです"),
        ("氏名,住所\n甲,乙".encode(), "1行目は「氏名、住所」"),
        ("日付,入金額\n2026/11/27,千円".encode(), "2行目の金額「千円」"),
        ("日付,入金額\n昨日,100".encode(), "2行目の日付「昨日」"),
        ("日付,入金額\n2026/02/30,100".encode(), "2行目の日付"),
        ("日付,入金額\n2026/11/27,".encode(), "入金が1件もありません"),
        ("日付,入金額\n2027/11/27,100".encode(), "先の日付"),
        (notices(ROWS)[:-210].encode("cp932"), "途中で切れています"),
        (notices(ROWS).replace("ｼｵﾅｷﾞ", "ｼｵﾅｷﾞﾁ").encode("cp932"), "201けた"),
        (notices(ROWS, total=9).encode("cp932"), "入金の合計が合いません"),
        (notices(ROWS).replace("0000055000", "00000550x0").encode("cp932"), "数字ではありません"),
        (b"a" * (MOST_BYTES + 1), "大きすぎます"),
    ],
)
def test_what_is_wrong_is_one_clear_sentence(content, words) -> None:
    with pytest.raises(FileRefused, match=words):
        read(content)
