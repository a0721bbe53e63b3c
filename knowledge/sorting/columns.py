"""Which column of a garbage sheet holds what, by the headers that towns give."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from knowledge.ingesting.parsers.table_rows import Rows

_SEARCHED_ROWS: Final = 10
_NOISE: Final = re.compile(r"[\s　・/／()（）【】\[\]_\-:：.。※*＊]+")
ITEM_WORDS: Final[dict[str, str]] = {
    "name": "品目 品名 名称 ごみの品目 ごみ品目 ごみの名前 item name ごみ",
    "category": "分別区分 区分 分別 種別 種類 分類 ごみの種類 ごみ区分 type category",
    "reading": "よみ 読み ふりがな フリガナ よみがな 読み仮名 furigana yomi reading かな カナ",
    "other_names": "別名 別の呼び方 言い換え 同義語 類義語 キーワード alias synonyms",
    "how": "出し方 捨て方 排出方法 処理方法 ごみの出し方 分別方法 出す方法 how",
    "fee": "手数料 料金 費用 処理手数料 袋 指定袋 シール 処理券 fee",
    "notes": "備考 注意 注意点 注意事項 出し方のポイント ポイント 補足 notice note notes コメント",
}
DAY_WORDS: Final[dict[str, str]] = {
    "district": "地区 地域 町名 収集地区 地区名 町丁目 コース 自治会 area district",
    "category": "分別区分 区分 種別 種類 ごみの種類 分類 品目 type category",
    "days": "収集日 曜日 収集曜日 日程 収集日程 回収日 days",
    "time": "出す時間 時間 排出時間 time",
    "notes": "備考 注意 補足 note notes notice",
}
BREAK_WORDS: Final[dict[str, str]] = {
    "first": "休みの初日 開始日 休止開始日 日付 初日 from start",
    "last": "休みの最終日 終了日 休止終了日 最終日 to end",
    "facility": "名称 施設 施設名 センター center",
    "district": DAY_WORDS["district"],
    "category": DAY_WORDS["category"],
    "effect": "内容 扱い 変更 区別 effect",
    "notes": DAY_WORDS["notes"],
}
Columns = Mapping[str, int | None]


def find_columns(*, rows: Rows, words: Mapping[str, str]) -> tuple[dict[str, int | None], int]:
    """(column of each field or None, number of the header row), from the first ten rows; -1 when nothing is named."""
    best: tuple[dict[str, int | None], int] = (dict.fromkeys(words), -1)
    most = 0
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        found = _columns_of([header(text=cell) for cell in row], words)
        named = sum(column is not None for column in found.values())
        if named > most:
            best, most = (found, number), named
    return best


def _columns_of(headers: list[str], words: Mapping[str, str]) -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(words)
    taken: set[int] = set()
    for field, synonyms in words.items():
        ranked = [
            (synonyms.split().index(text), column)
            for column, text in enumerate(headers)
            if text in synonyms.split() and column not in taken
        ]
        if ranked:
            found[field] = min(ranked)[1]
            taken.add(min(ranked)[1])
    return found


def header(*, text: str) -> str:
    """A header cell for comparing."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
