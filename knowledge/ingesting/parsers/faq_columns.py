"""Which column of a sheet holds what: the headers that municipalities give to FAQ lists."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields

from knowledge.ingesting.parsers.table_rows import Rows

_SEARCHED_ROWS = 10
_UNSURE = 1_000  # behind every word that is known
# The surer word first: a sheet with 質問 and タイトル asks in 質問.
_SYNONYMS = {
    "question": "質問 問い 問 q question 質問文 質問内容 質問事項 よくある質問 faq 問い合わせ内容 タイトル title",
    "answer": "回答 答え 答 a answer 回答文 回答内容 本文 text response 返答",
    "section": "担当課 担当 担当部署 部署 所管 所管課 課 課名 section department 問い合わせ先 お問い合わせ先",
    "category": "分類 カテゴリ カテゴリー 区分 ジャンル 大分類 中分類 category 分野 テーマ",
    "variants": "言い換え 類義 類似質問 別表現 同義 関連質問 variants variant alias キーワード以外の聞き方 想定質問",
    "valid_until": "有効期限 期限 掲載期限 公開終了日 公開期限 終了日 validuntil expires 有効期間終了",
}
# How a header may end that is none of the words above: 「よくあるご質問」「役場の回答」「別の聞き方」. Only where a
# person looks at the guess: a survey has questions and answers too.
_ENDINGS = {
    "question": ("質問", "質問文", "問い合わせ", "お尋ね", "問い"),
    "answer": ("回答", "回答文", "回答例", "答え"),
    "section": ("担当", "担当課", "所管課", "部署", "窓口"),
    "category": ("分類", "区分", "カテゴリ", "カテゴリー"),
    "variants": ("聞き方", "言い方", "言い換え", "キーワード"),
    "valid_until": ("期限", "終了日"),
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


def find_columns(*, rows: Rows, loosely: bool = False) -> FaqColumns:
    """The columns by their headers, in the first ten rows; the row that names most of them is the header row.

    `loosely`: also by the end of a header, for the page on which a clerk looks at the guess. `question` or `answer` is
    None when no header names it: then the clerk maps the columns on the page.
    """
    numbers = range(min(len(rows), _SEARCHED_ROWS))
    guesses = [_columns_of(headers_at(rows=rows, number=number), number, loosely=loosely) for number in numbers]
    return max(guesses, key=_named, default=FaqColumns(header_row=-1))


def headers_at(*, rows: Rows, number: int) -> tuple[str, ...]:
    """The header cells of a row; an empty one is named by the cell above it, as where cells were merged downwards.

    A row above that says one thing only is a title and names nothing.
    """
    if not 0 <= number < len(rows):
        return ()
    above = rows[number - 1] if number else ()
    if len(set(filter(None, above))) <= 1:
        return tuple(rows[number])
    wide = max(len(rows[number]), len(above))
    own, over = (tuple(row) + ("",) * (wide - len(row)) for row in (rows[number], above))
    return tuple(cell or up for cell, up in zip(own, over, strict=True))


def looks_like_faq(*, rows: Rows) -> bool:
    """Whether a sheet names both a question and an answer column."""
    columns = find_columns(rows=rows)
    return columns.question is not None and columns.answer is not None


def _columns_of(row: Sequence[str], number: int, *, loosely: bool) -> FaqColumns:
    best: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(row):
        header = _NOISE.sub("", unicodedata.normalize("NFKC", cell)).lower()
        known = {name: words.split().index(header) for name, words in _SYNONYMS.items() if header in words.split()}
        for name, sureness in (known or (_by_ending(header) if loosely else {})).items():
            best[name] = min(best.get(name, (sureness, column)), (sureness, column))
    return FaqColumns(**{name: column for name, (_, column) in best.items()}, header_row=number)


def _by_ending(header: str) -> dict[str, int]:
    return {name: _UNSURE for name, endings in _ENDINGS.items() if header.endswith(endings)}


def _named(columns: FaqColumns) -> tuple[int, int]:
    known = [getattr(columns, item.name) for item in fields(columns) if item.name != "header_row"]
    both = (columns.question is not None) + (columns.answer is not None)
    return both, sum(value is not None for value in known)
