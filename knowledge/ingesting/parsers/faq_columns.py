"""Which column of a sheet holds what: the headers that municipalities give to FAQ lists."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields

from knowledge.ingesting.parsers.table_rows import Rows

_SEARCHED_ROWS = 10
# The surer word first: a sheet with 質問 and タイトル asks in 質問.
_SYNONYMS = {
    "question": "質問 問い 問 q question 質問文 質問内容 質問事項 よくある質問 faq 問い合わせ内容 タイトル title",
    "answer": "回答 答え 答 a answer 回答文 回答内容 本文 text response 返答",
    "section": "担当課 担当 担当部署 部署 所管 所管課 課 課名 section department 問い合わせ先 お問い合わせ先",
    "category": "分類 カテゴリ カテゴリー 区分 ジャンル 大分類 中分類 category 分野 テーマ",
    "variants": "言い換え 類義 類似質問 別表現 同義 関連質問 variants variant alias キーワード以外の聞き方 想定質問",
    "valid_until": "有効期限 期限 掲載期限 公開終了日 公開期限 終了日 validuntil expires 有効期間終了",
}
_NOISE = re.compile(r"[\s　・/／()（）【】\[\]_\-:：.。※*＊0-9]+")


@dataclass(frozen=True, slots=True)
class FaqColumns:
    """Column numbers from 0; None where the sheet has no such column. `header_row` counts from 0, -1 for none."""

    question: int | None = None
    answer: int | None = None
    section: int | None = None
    category: int | None = None
    variants: int | None = None
    valid_until: int | None = None
    header_row: int = 0


def find_columns(*, rows: Rows) -> FaqColumns:
    """The columns by their headers, in the first ten rows; the row that names most of them is the header row.

    `question` or `answer` is None when no header names it: then the clerk maps the columns on the page.
    """
    guesses = [_columns_of(row, number) for number, row in enumerate(rows[:_SEARCHED_ROWS])]
    return max(guesses, key=_named, default=FaqColumns(header_row=-1))


def looks_like_faq(*, rows: Rows) -> bool:
    """Whether a sheet names both a question and an answer column."""
    columns = find_columns(rows=rows)
    return columns.question is not None and columns.answer is not None


def _columns_of(row: Sequence[str], number: int) -> FaqColumns:
    best: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(row):
        header = _NOISE.sub("", unicodedata.normalize("NFKC", cell)).lower()
        for name, words in _SYNONYMS.items():
            if header and header in words.split():
                sure = (words.split().index(header), column)
                best[name] = min(best.get(name, sure), sure)
    return FaqColumns(**{name: column for name, (_, column) in best.items()}, header_row=number)


def _named(columns: FaqColumns) -> tuple[int, int]:
    known = [getattr(columns, item.name) for item in fields(columns) if item.name != "header_row"]
    both = (columns.question is not None) + (columns.answer is not None)
    return both, sum(value is not None for value in known)
